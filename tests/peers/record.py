#!/usr/bin/python3
"""record.py - record what real servers answer, octet by octet, into corpus/captures/.

record.py [--into DIRECTORY] [SERVER]...      without servers, all that are installed

Debian packages: nginx-light apache2 lighttpd haproxy caddy h2o busybox python3 nodejs gunicorn python3-uvicorn php-cli.
Nothing is installed here.  Every server runs on a loopback port that the kernel chose, in a directory that is removed
afterwards, and is ended.  One request goes out on a connection of its own; a capture is all that came back until the
server closed or was silent for half a second.  Beside the captures, captures.tsv and README.md say what they are.
"""
import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

QUIET = 0.5  # seconds without an octet after which nothing more is expected
STARTED = 10  # seconds that a server may take to listen
SIZE_MAX = 4096

PAGE = "<!DOCTYPE html>\n<title>page</title>\n<p>hello\n"
MADE = "Sat, 01 Jan 2000 00:00:00 GMT"  # the page; nginx wants exactly this in If-Modified-Since

CGI = """#!/bin/sh
case $QUERY_STRING in
none) printf 'Status: 204 No Content\\r\\n\\r\\n' ;;
wrong) printf 'Status: 204 No Content\\r\\nContent-Type: text/plain\\r\\n\\r\\nhello\\n' ;;
*) printf 'Content-Type: text/plain\\r\\n\\r\\nhello\\n'; sleep 0.2; printf 'world\\n' ;;
esac
"""

NGINX = """daemon off; pid {dir}/pid; error_log {dir}/log; worker_processes 1;
events {{ worker_connections 16; }}
http {{
    access_log off; types {{ text/html html; }}
    client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3;
    uwsgi_temp_path {dir}/t4; scgi_temp_path {dir}/t5;
    server {{
        listen 127.0.0.1:{port}; root {dir}/www;
        location = /none {{ return 204; }}
        location = /wrong {{ default_type text/plain; return 204 "hello\\n"; }}
        location = /unchanged {{ return 304; }}
        location = /gzip.html {{ gzip on; gzip_min_length 1; alias {dir}/www/index.html; }}
    }}
}}
"""

APACHE = """ServerRoot {dir}
ServerName example.com
Listen 127.0.0.1:{port}
PidFile {dir}/pid
ErrorLog {dir}/log
{modules}
DocumentRoot {dir}/www
<Directory {dir}/www>
    Require all granted
</Directory>
DirectoryIndex index.html
TypesConfig /dev/null
AddType text/html .html
ScriptAlias /cgi {dir}/cgi/script
<Directory {dir}/cgi>
    Require all granted
</Directory>
RewriteEngine on
RewriteRule ^/none$ - [R=204,L]
"""
APACHE_MODULES = ["mpm_prefork", "authz_core", "dir", "mime", "alias", "cgi", "rewrite"]

LIGHTTPD = """server.document-root = "{dir}/www"
server.port = {port}
server.bind = "127.0.0.1"
server.errorlog = "{dir}/log"
server.modules = ("mod_alias", "mod_cgi")
server.stream-response-body = 1
index-file.names = ("index.html")
mimetype.assign = (".html" => "text/html")
alias.url = ("/cgi" => "{dir}/cgi/script")
$HTTP["url"] =~ "^/cgi" {{ cgi.assign = ("" => "") }}
"""

HAPROXY = """defaults
    mode http
    timeout client 5s
    timeout server 5s
    timeout connect 5s
frontend f
    bind 127.0.0.1:{port}
    http-request return status 204 if {{ path /none }}
    http-request return status 200 content-type text/plain string hello
"""

CADDY = """{{
    admin off
    auto_https off
}}
http://:{port} {{
    bind 127.0.0.1
    handle /none {{
        respond 204
    }}
    handle /wrong {{
        respond "hello" 204
    }}
    handle {{
        root * {dir}/www
        encode {{
            gzip
            minimum_length 1
        }}
        file_server
    }}
}}
"""

H2O = """listen: {{ host: 127.0.0.1, port: {port} }}
error-log: {dir}/log
compress: [gzip]
compress-minimum-size: 1
hosts:
  default:
    paths:
      /: {{ file.dir: {dir}/www }}
"""

HTTP_SERVER = """import http.server, sys

class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_DELETE(self):
        self.send_response(204)
        self.end_headers()
        if self.path == "/wrong":
            self.wfile.write(b"hello")
    do_OPTIONS = do_DELETE

http.server.ThreadingHTTPServer(("127.0.0.1", {port}), Handler).serve_forever()
"""

NODE = """const http = require("http");
http.createServer((request, response) => {{
    const path = request.url;
    if (path === "/none") {{ response.writeHead(204).end(); }}
    else if (path === "/wrong") {{ response.writeHead(204).end("hello"); }}
    else if (path === "/wrong-length") {{ response.writeHead(204, {{ "Content-Length": 5 }}).end("hello"); }}
    else if (path === "/wrong-coding") {{ response.writeHead(204, {{ "Transfer-Encoding": "chunked" }}).end("hello"); }}
    else if (path === "/unchanged") {{ response.writeHead(304, {{ ETag: '"a"' }}).end(); }}
    else if (path === "/chunked") {{ response.write("hello\\n"); response.end("world\\n"); }}
    else if (path === "/trailer") {{
        response.setHeader("Trailer", "X-Sum"); response.write("hello\\n");
        response.addTrailers({{ "X-Sum": "1" }}); response.end();
    }}
    else if (path === "/hints") {{
        response.writeEarlyHints({{ link: "</style.css>; rel=preload; as=style" }}, () => response.end("hello\\n"));
    }}
    else {{ response.end("hello\\n"); }}
}}).listen({port}, "127.0.0.1");
"""

WSGI = """def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/none":
        start_response("204 No Content", [])
        return []
    if path == "/wrong":
        start_response("204 No Content", [("Content-Type", "text/plain")])
        return [b"hello"]
    if path == "/wrong-length":
        start_response("204 No Content", [("Content-Length", "5")])
        return [b"hello"]
    if path == "/unchanged":
        start_response("304 Not Modified", [("ETag", '"a"')])
        return []
    if path == "/chunked":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return iter([b"hello\\n", b"world\\n"])
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "6")])
    return [b"hello\\n"]
"""

ASGI = """async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    path = scope["path"]
    status, fields, content = 200, [(b"content-type", b"text/plain")], [b"hello\\n"]
    if path == "/none":
        status, fields, content = 204, [], []
    elif path == "/wrong":
        status, content = 204, []
    elif path == "/wrong-content":
        status, fields, content = 204, [(b"content-length", b"5")], [b"hello"]
    elif path == "/unchanged":
        status, fields, content = 304, [(b"etag", b'"a"')], []
    elif path == "/chunked":
        content = [b"hello\\n", b"world\\n"]
    else:
        fields.append((b"content-length", b"6"))
    await send({{"type": "http.response.start", "status": status, "headers": fields}})
    for piece in content:
        await send({{"type": "http.response.body", "body": piece, "more_body": True}})
    await send({{"type": "http.response.body", "body": b""}})
"""

PHP = """<?php
switch (strtok($_SERVER["REQUEST_URI"], "?")) {{
case "/none": http_response_code(204); break;
case "/wrong": http_response_code(204); echo "hello"; break;
case "/wrong-length": http_response_code(204); header("Content-Length: 5"); echo "hello"; break;
case "/unchanged": http_response_code(304); header('ETag: "a"'); break;
case "/chunked": echo "hello\\n"; flush(); echo "world\\n"; break;
default: header("Content-Length: 6"); echo "hello\\n";
}}
"""


class Exchange:
    def __init__(self, method, target, note, variant="", fields=(), version="1.1"):
        self.method, self.target, self.note, self.variant = method, target, note, variant
        self.fields, self.version = fields, version

    def request_line(self):
        return f"{self.method} {self.target} HTTP/{self.version}"

    def octets(self):
        lines = [self.request_line(), "Host: example.com", *self.fields, "", ""]
        return "\r\n".join(lines).encode()


def files(also=()):
    """What every server of files is asked."""
    return [
        Exchange("GET", "/", "a file"),
        Exchange("HEAD", "/", "a file"),
        Exchange("GET", "/", "a file, with its date in If-Modified-Since", fields=(f"If-Modified-Since: {MADE}",)),
        Exchange("DELETE", "/", "a file"),
        Exchange("OPTIONS", "/", "a file"),
        Exchange("GET", "/missing", "no such file"),
        *also,
    ]


def statuses(also=()):
    """What every application is asked."""
    return [
        Exchange("GET", "/", "the application sends six octets"),
        Exchange("HEAD", "/", "the application sends six octets, to HEAD too"),
        Exchange("GET", "/chunked", "the application sends two pieces and no length", "chunked"),
        Exchange("DELETE", "/none", "the application answers 204 without content"),
        Exchange("OPTIONS", "/none", "the application answers 204 without content"),
        Exchange("GET", "/unchanged", "the application answers 304 with an ETag"),
        *also,
    ]


WRONG = Exchange("DELETE", "/wrong", "the application wrongly hands content to a 204", "wrong")
WRONG_LENGTH = Exchange("DELETE", "/wrong-length", "the application wrongly hands content and a length to a 204",
                        "wrong-length")
GZIP = ("Accept-Encoding: gzip",)

# name: package, command to run in the directory, files to write, exchanges
SERVERS = {
    "nginx": ("nginx-light", ["nginx", "-e", "{dir}/log", "-c", "{dir}/conf", "-p", "{dir}"], {"conf": NGINX}, files([
        Exchange("DELETE", "/none", "return 204"),
        Exchange("HEAD", "/none", "return 204"),
        Exchange("OPTIONS", "/wrong", 'return 204 "hello"', "wrong"),
        Exchange("GET", "/unchanged", "return 304", "configured"),
        Exchange("GET", "/gzip.html", "gzip on", "chunked", GZIP)])),
    "apache": ("apache2", ["apache2", "-X", "-f", "{dir}/conf"], {"conf": APACHE}, files([
        Exchange("DELETE", "/none", "RewriteRule - [R=204]"),
        Exchange("GET", "/cgi", "a CGI script writes twice", "chunked"),
        Exchange("GET", "/cgi?none", "a CGI script answers Status: 204", "cgi"),
        Exchange("GET", "/cgi?wrong", "a CGI script wrongly hands content to a 204", "wrong")])),
    "lighttpd": ("lighttpd", ["lighttpd", "-D", "-f", "{dir}/conf"], {"conf": LIGHTTPD}, files([
        Exchange("GET", "/cgi", "a CGI script writes twice", "chunked"),
        Exchange("GET", "/cgi?none", "a CGI script answers Status: 204"),
        Exchange("GET", "/cgi?wrong", "a CGI script wrongly hands content to a 204", "wrong")])),
    "haproxy": ("haproxy", ["haproxy", "-f", "{dir}/conf"], {"conf": HAPROXY}, [
        Exchange("GET", "/", "http-request return status 200 string hello"),
        Exchange("HEAD", "/", "http-request return status 200 string hello"),
        Exchange("DELETE", "/none", "http-request return status 204"),
        Exchange("OPTIONS", "/none", "http-request return status 204"),
        Exchange("HEAD", "/none", "http-request return status 204")]),  # with content it does not start
    "caddy": ("caddy", ["caddy", "run", "--config", "{dir}/conf", "--adapter", "caddyfile"], {"conf": CADDY}, files([
        Exchange("DELETE", "/none", "respond 204"),
        Exchange("DELETE", "/wrong", 'respond "hello" 204', "wrong"),
        Exchange("GET", "/", "encode gzip", "chunked", GZIP)])),
    "h2o": ("h2o", ["h2o", "-c", "{dir}/conf"], {"conf": H2O}, files([
        Exchange("GET", "/", "compress: [gzip]", "chunked", GZIP)])),
    "busybox": ("busybox", ["busybox", "httpd", "-f", "-p", "127.0.0.1:{port}", "-h", "{dir}/www"], {}, files([
        Exchange("GET", "/cgi-bin/script", "a CGI script writes twice", "cgi"),
        Exchange("GET", "/cgi-bin/script?none", "a CGI script answers Status: 204"),
        Exchange("GET", "/cgi-bin/script?wrong", "a CGI script wrongly hands content to a 204", "wrong")])),
    "python": ("python3", ["/usr/bin/python3", "{dir}/server.py"], {"server.py": HTTP_SERVER}, [
        Exchange("GET", "/", "a file, protocol_version HTTP/1.1"),
        Exchange("GET", "/", "a file, to an HTTP/1.0 request", "to-10", version="1.0"),
        Exchange("HEAD", "/", "a file"),
        Exchange("GET", "/", "a file, with its date in If-Modified-Since", fields=(f"If-Modified-Since: {MADE}",)),
        Exchange("GET", "/missing", "no such file"),
        Exchange("PATCH", "/", "a method without a handler"),
        Exchange("DELETE", "/", "the handler answers 204 without content"),
        Exchange("OPTIONS", "/", "the handler answers 204 without content"),
        Exchange("DELETE", "/wrong", "the handler wrongly writes content after a 204", "wrong")]),
    "node": ("nodejs", ["node", "{dir}/server.js"], {"server.js": NODE}, statuses([
        WRONG, WRONG_LENGTH,
        Exchange("DELETE", "/wrong-coding", "the application wrongly gives a 204 chunked", "wrong-coding"),
        Exchange("GET", "/trailer", "the application sends a trailer", "trailer", ("TE: trailers",)),
        Exchange("GET", "/hints", "writeEarlyHints, then 200", "hints"),
        Exchange("GET", "/", "to an HTTP/1.0 request", "to-10", version="1.0")])),
    "gunicorn": ("gunicorn", ["gunicorn", "-b", "127.0.0.1:{port}", "--worker-tmp-dir", "{dir}", "--keep-alive", "5",
                              "-k", "gthread", "app:app"],
                 {"app.py": WSGI}, statuses([WRONG, WRONG_LENGTH])),
    "uvicorn": ("python3-uvicorn", ["/usr/bin/python3", "-m", "uvicorn", "--port", "{port}", "--log-level", "critical",
                                    "--http", "h11", "app:app"],
                {"app.py": ASGI}, statuses([
                    WRONG,
                    Exchange("DELETE", "/wrong-content", "the application wrongly hands content and a length to a 204",
                             "wrong-content")])),
    "php": ("php-cli", ["php", "-S", "127.0.0.1:{port}", "{dir}/router.php"], {"router.php": PHP},
            statuses([WRONG, WRONG_LENGTH])),
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def version_of(name, package):
    told = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True)
    if told.returncode == 0 and told.stdout:
        return told.stdout
    told = subprocess.run([SERVERS[name][1][0], "--version"], capture_output=True, text=True)
    return told.stdout.split("\n")[0].lstrip("v")


def write_executable(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def prepare(directory, port, templates):
    directory.chmod(0o755)
    (directory / "www").mkdir()
    (directory / "www/index.html").write_text(PAGE)
    os.utime(directory / "www/index.html", (946684800, 946684800))
    write_executable(directory / "cgi/script", CGI)
    write_executable(directory / "www/cgi-bin/script", CGI)
    modules = "\n".join(f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so" for m in APACHE_MODULES)
    for name, template in templates.items():
        (directory / name).write_text(template.format(dir=directory, port=port, modules=modules))


def wait_for(port, process):
    deadline = time.monotonic() + STARTED
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def running(name):
    """The port on which a server listens, or None."""
    _, command, templates, _ = SERVERS[name]
    directory = pathlib.Path(tempfile.mkdtemp())
    port = free_port()
    prepare(directory, port, templates)
    environment = dict(os.environ, HOME=str(directory), PYTHONPATH=str(directory), XDG_DATA_HOME=str(directory))
    where = directory / "www" if name == "python" else directory
    with open(directory / "output", "wb") as output:
        process = subprocess.Popen([word.format(dir=directory, port=port) for word in command], cwd=where,
                                   env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                   start_new_session=True)
    try:
        if wait_for(port, process):
            yield port
        else:
            print(f"{name} does not listen: {(directory / 'output').read_text(errors='replace')[:300]}", file=sys.stderr)
            yield None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(directory, ignore_errors=True)


def exchange(port, request):
    """All that comes back, and whether the server closed."""
    octets = b""
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(request)
        connection.settimeout(QUIET)
        try:
            while piece := connection.recv(65536):
                octets += piece
            return octets, "eof"
        except TimeoutError:
            return octets, "kept"
        except ConnectionResetError:
            return octets, "reset"


def final_status(octets):
    """The status of the last head that begins a line: interim responses come before it."""
    status = "none"
    for line in octets.split(b"\r\n"):
        if line.startswith(b"HTTP/1.") and len(line) >= 12:
            status = line[9:12].decode("latin1")
            if not status.startswith("1"):
                break
    return status


def record(name, into):
    rows = []
    package, _, _, exchanges = SERVERS[name]
    version = version_of(name, package)
    with running(name) as port:
        if port is None:
            return rows
        for asked in exchanges:
            octets, end = exchange(port, asked.octets())
            if not octets:
                print(f"{name} answered nothing to {asked.request_line()}", file=sys.stderr)
                continue
            if len(octets) > SIZE_MAX:
                print(f"{name} answered {len(octets)} octets to {asked.request_line()}: left out", file=sys.stderr)
                continue
            variant = f"-{asked.variant}" if asked.variant else ""
            file = f"{name}-{asked.method}-{final_status(octets)}{variant}.http"
            if any(row[0] == file for row in rows):
                print(f"{name} answered {asked.request_line()} as before: left out ({asked.note})", file=sys.stderr)
                continue
            (into / file).write_bytes(octets)
            rows.append((file, name, version, asked.request_line(), end, asked.note))
    return rows


TITLES = ("file", "server", "version", "request", "end", "note")


def read_rows(into):
    path = into / "captures.tsv"
    if not path.exists():
        return []
    return [tuple(line.split("\t")) for line in path.read_text().splitlines()[1:]]


README = """# Captures

What real servers, from packages of Debian 12, answered on the loopback interface: exactly the octets that came, one
exchange a file. `tests/peers/record.py` records them anew and prints this page and `captures.tsv`;
`tests/lint_captures.sh` lints each with the request that it answers.

A file is named after server, method, status and, where there are several, what was special. `wrong` means that the
application behind the server handed it something that a 204 can not have: what the server made of it is what counts.
End is what the server did after its last octet: `eof`, it closed; `kept`, it was silent for half a second.

| file | server | version | request | end | configuration |
|---|---|---|---|---|---|
"""


def write_lists(rows, into):
    rows = sorted(rows)
    (into / "captures.tsv").write_text("".join("\t".join(row) + "\n" for row in [TITLES, *rows]))
    lines = [f"| {file} | {server} | {version} | `{request}` | {end} | {note} |\n"
             for file, server, version, request, end, note in rows]
    (into / "README.md").write_text(README + "".join(lines))


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description="record what real servers answer")
    parser.add_argument("--into", type=pathlib.Path, default=root / "corpus/captures")
    parser.add_argument("server", nargs="*", help=", ".join(SERVERS))
    options = parser.parse_args()
    names = options.server or [name for name in SERVERS if shutil.which(SERVERS[name][1][0])]
    options.into.mkdir(parents=True, exist_ok=True)
    rows = read_rows(options.into)
    for name in names:
        if name not in SERVERS:
            parser.error(f"no server is named {name}")
        new = record(name, options.into)
        if new:
            kept = {row[0] for row in new}
            for row in rows:
                if row[1] == name and row[0] not in kept:
                    (options.into / row[0]).unlink(missing_ok=True)
            rows = [row for row in rows if row[1] != name] + new
        print(f"{name}: {len(new)} captures")
    write_lists(rows, options.into)


if __name__ == "__main__":
    main()
