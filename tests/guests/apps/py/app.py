"""Counts the words of standard input and of files: see ../wit/counting.wit."""

import json
import os
import random
import socket
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime, timezone

from componentize_py_types import Err
from wit_world import exports
from wit_world.exports.words import Count, Refusal_Empty, Refusal_TooLong
from wit_world.imports import host


def tally(text: str) -> list[Count]:
    """The words of a text and how often each was seen."""
    words = text.split()
    if not words:
        raise Err(Refusal_Empty())
    longest = host.longest()
    for word in words:
        if longest is not None and len(word) > longest:
            raise Err(Refusal_TooLong(word))
    ordered = sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    return [Count(word, times) for word, times in ordered]


@dataclass(frozen=True)
class Report:
    """What `report` says."""

    made: str
    total: int
    words: dict[str, int]


class Words(exports.Words):
    """The counting by itself."""

    def tally(self, text: str) -> list[Count]:
        return tally(text)

    def report(self, counts: list[Count], made: int) -> str:
        instant = datetime.fromtimestamp(made, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        words = {count.word: count.times for count in counts}
        report = Report(instant, sum(words.values()), words)
        return json.dumps(asdict(report), ensure_ascii=False, separators=(",", ":"))


class Run(exports.Run):
    """The command."""

    def run(self) -> None:
        try:
            command(sys.argv[1:])
        except Err as refused:
            print(f"app: {refused.value}", file=sys.stderr, flush=True)
            raise Err(None) from refused
        except OSError as error:
            print(f"app: {error.strerror}: {error.filename}", file=sys.stderr, flush=True)
            raise Err(None) from error


def command(args: list[str]) -> None:
    """Says what it was given and counts it; the argument `connect` asks for the network."""
    print(f"arguments: {' '.join(args)}")
    print(f"environment: {os.environ.get('GREETING', 'none')}")
    print(f"stdin: {shown(sys.stdin.read())}")
    for path in args:
        if path == "connect":
            socket.socket().connect(("127.0.0.1", 80))
        with open(path, encoding="utf-8") as file:
            line = shown(file.read())
        print(f"{path}: {line}")
        with open(f"{path}.count", "w", encoding="utf-8") as file:
            file.write(f"{line}\n")
        print(f"beside it: {' '.join(sorted(os.listdir(os.path.dirname(path))))}")
    started = time.monotonic()
    print(f"clocks: {datetime.now(timezone.utc).year >= 2025 and time.monotonic() >= started}".lower())
    print(f"chance: {random.SystemRandom().getrandbits(64) != random.SystemRandom().getrandbits(64)}".lower(), flush=True)


def shown(text: str) -> str:
    """The counts of a text in one line."""
    return ", ".join(f"{count.word} {count.times}" for count in tally(text))
