#!/usr/bin/python3 -I
"""h11.py - a testee around h11, the parser of httpx and uvicorn.

The requests are sent through h11's own client, one cycle each: what it knows of HEAD, CONNECT and Upgrade it has from
there.  It sends only HTTP/1.1, so a question about an HTTP/1.0 request is skipped.  A request that is given as a method
alone is sent with the fields that h11 demands.  It has no tolerances, does not tell how it found the end of a message,
and does not say which octet an error is about.  (-I: this file has the library's name.)
"""
import base64
import json
import sys

import h11


class Skip(Exception):
    """The question can not be put to h11."""


class Reading:
    """One connection, read up to where h11 stops."""

    def __init__(self, question):
        self.requests = question["requests"]
        self.input = base64.b64decode(question["input"])
        self.end = question["end"]
        cuts = [0, *question["splits"], len(self.input)]
        self.pieces = [self.input[a:b] for a, b in zip(cuts, cuts[1:])]
        self.h11 = h11.Connection(h11.CLIENT)
        self.messages = []
        self.message = None  # the one whose head was read last, until it is over
        self.body = b""
        self.answered = 0
        self.whole = 0  # octets of the messages read whole
        self.fed = 0
        self.state = None

    def send_request(self):
        request = self.requests[self.answered]
        if isinstance(request, str):
            request = {"method": request}
        if request.get("version", "1.1") != "1.1":
            raise Skip("h11 sends only HTTP/1.1")
        method = request["method"]
        fields = [(name.encode("latin1"), value.encode("latin1")) for name, value in request.get("fields", [])]
        if not any(name.lower() == b"host" for name, value in fields):
            fields.append((b"Host", b"example.com"))
        target = "example.com:80" if method == "CONNECT" else "/"
        try:
            self.h11.send(h11.Request(method=method, target=target, headers=fields))
            self.h11.send(h11.EndOfMessage())
        except h11.LocalProtocolError as error:
            raise Skip(f"h11 does not send this request: {error}") from error

    def here(self):
        return self.fed - len(self.h11.trailing_data[0])

    def begin_message(self, event):
        self.body = b""
        self.message = {
            "version": event.http_version.decode("latin1"),
            "status": event.status_code,
            "reason": bytes(event.reason).decode("latin1"),
            "fields": pairs(event.headers),
            "complete": False,
            "reuse": False,
        }
        self.messages.append(self.message)

    def end_message(self, reuse, trailers=()):
        self.close_message()
        self.message["complete"] = True
        self.message["reuse"] = reuse
        self.message["trailers"] = pairs(trailers)
        self.whole = self.here()
        self.message = None

    def close_message(self):
        self.message["body"] = base64.b64encode(self.body).decode()
        self.message["size"] = self.here() - self.whole

    def take(self, event):
        """Write an event down; False: nothing more is read."""
        if isinstance(event, h11.InformationalResponse):
            self.begin_message(event)
            self.end_message(reuse=True)
        elif isinstance(event, h11.Response):
            self.begin_message(event)
        elif isinstance(event, h11.Data):
            self.body += bytes(event.data)
        elif isinstance(event, h11.EndOfMessage):
            self.answered += 1
            has_ended = self.h11.trailing_data[1]  # then the end of the connection is the end of the message
            reuse = self.h11.our_state is h11.DONE and self.h11.their_state is h11.DONE and not has_ended
            self.end_message(reuse, event.headers)
            if self.answered == len(self.requests):
                self.state = "answered"
                return False
            if not reuse:
                self.state = "closed"
                return False
            self.h11.start_next_cycle()
            self.send_request()
        elif isinstance(event, h11.ConnectionClosed):
            return False
        if self.h11.their_state is h11.SWITCHED_PROTOCOL:
            if self.message is not None:
                self.end_message(reuse=False)
            self.messages[-1]["reuse"] = False
            self.state = "tunnel"
            return False
        return True

    def take_events(self):
        while True:
            event = self.h11.next_event()
            if event in (h11.NEED_DATA, h11.PAUSED):
                return True
            if not self.take(event):
                return False

    def read(self):
        if not self.requests:
            self.state = "answered"
            return
        self.send_request()
        going = True
        try:
            for piece in self.pieces:
                if piece and going:
                    self.fed += len(piece)
                    self.h11.receive_data(piece)
                    going = self.take_events()
        except h11.RemoteProtocolError:
            self.state = "reject"
            return
        if going and self.end == "eof":
            try:
                self.h11.receive_data(b"")
                self.take_events()
            except h11.RemoteProtocolError:
                pass  # what is missing, and no octet, is the error

    def answer(self):
        self.read()
        if self.message is not None:
            self.close_message()
        end = {"state": self.state or "incomplete"}
        if self.state in ("answered", "closed"):
            left = self.input[self.whole:]
            if left.replace(b"\r\n", b""):
                end["state"] = "excess"
            else:
                end["discarded"] = len(left)
                end["state"] = "done" if self.state == "answered" else "closed"
        return {"messages": self.messages, "end": end}


def pairs(headers):
    raw = headers.raw_items() if hasattr(headers, "raw_items") else headers
    return [[bytes(name).decode("latin1"), bytes(value).decode("latin1")] for name, value in raw]


def reply_to(line):
    if "h204" in line:
        return {
            "h204": 1,
            "name": "h11",
            "version": h11.__version__,
            "knows": ["name-case", "order", "reason", "trailers", "size", "reuse", "splits"],
            "tolerates": [],
        }
    if line.get("op", "read") != "read":
        return {"id": line["id"], "skip": "this testee does not write"}
    if line["tolerate"]:
        return {"id": line["id"], "skip": "h11 has no tolerances"}
    try:
        return {"id": line["id"], **Reading(line).answer()}
    except Skip as why:
        return {"id": line["id"], "skip": str(why)}


for text in sys.stdin:
    print(json.dumps(reply_to(json.loads(text))), flush=True)
