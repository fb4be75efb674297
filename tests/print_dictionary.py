"""print_dictionary.py - print fuzz/h204.dict: what messages are made of, from the corpus and the codec.

usage: print_dictionary.py > fuzz/h204.dict

An entry is a line for libFuzzer and for AFL++: quoted, with \\xNN for what is not printable.  The words the codec
compares with, the names of fields and the separators are always there; what the corpus has in values and first
lines follows by how often it occurs, up to ENTRIES_MOST.  Sorted: the same sources print the same octets.
"""

import base64
import collections
import glob
import json
import os
import re
import sys

ENTRIES_MOST = 400
OCTETS_MOST = 32  # engines insert an entry whole

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "corpus", "h204.json")
CODEC = os.path.join(HERE, "..", "src", "codec", "*.[ch]")

SEPARATORS = [
    b"\r\n", b"\r\n\r\n", b"\n\n", b"\r\r\n", b"\r\n ", b"\r\n\t", b"\r\n0\r\n\r\n", b"\r\nHTTP/1.1 ", b"\n0\n\n",
    b": ", b" :", b", ", b",,", b";a=b", b"; a=\"\\\"\"", b"\xff" + 16 * b"\0", b"\xff\xff", b"\x80",
    b"ffffffffffffffff", b"7fffffffffffffff", b"10000000000000000", b"18446744073709551615",
]

FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)", re.S)
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z/-]{2,}")
FIRST_LINE = re.compile(rb"HTTP/[0-9.]+ [0-9]{3} ")
WORD = re.compile(r'"([a-z][a-z0-9-]+)"')


def words_of_codec():
    words = set()
    for path in glob.glob(CODEC):
        with open(path, encoding="utf-8") as source:
            for line in source:
                if not line.startswith("#include"):
                    words.update(word.encode() for word in WORD.findall(line))
    return words


def inputs_of_corpus():
    with open(CORPUS, encoding="utf-8") as corpus:
        chapters = json.load(corpus)["chapters"]
    for chapter in chapters:
        for case in chapter["cases"]:
            if "input" in case:
                yield base64.b64decode(case["input"]["base64"])


def entries():
    spellings = collections.defaultdict(collections.Counter)
    seen = collections.Counter()
    for octets in inputs_of_corpus():
        seen.update(FIRST_LINE.findall(octets))
        for line in octets.split(b"\r\n"):
            field = FIELD.fullmatch(line)
            if field:
                spellings[field[1].lower()][field[1]] += 1
                seen.update({field[2].strip(), *TOKEN.findall(field[2])})
    always = words_of_codec() | set(SEPARATORS)
    for spelled in spellings.values():
        name, _ = min(spelled.items(), key=lambda entry: (-entry[1], entry[0]))
        if sum(spelled.values()) > 1 and len(name) > 1:
            always.add(name + b": ")
    always = {entry for entry in always if len(entry) <= OCTETS_MOST}
    others = [entry for entry in seen if 2 <= len(entry) <= OCTETS_MOST and seen[entry] > 1 and entry not in always]
    others.sort(key=lambda entry: (-seen[entry], entry))
    if len(always) > ENTRIES_MOST:
        sys.exit(f"print_dictionary.py: {len(always)} words that are always there, more than {ENTRIES_MOST}")
    return sorted(always | set(others[: ENTRIES_MOST - len(always)]))


def escaped(entry):
    text = ""
    for octet in entry:
        is_plain = 0x20 <= octet < 0x7F and octet not in b'"\\'
        text += chr(octet) if is_plain else f"\\x{octet:02X}"
    return f'"{text}"'


print("# h204.dict - what messages are made of; printed by tests/print_dictionary.py")
for known in entries():
    print(escaped(known))
