"""A meter on the wire: stands between a registry and what stands in for AWS, and counts what passes.

wire-meter.py LISTEN_PORT DYNAMODB_PORT S3_PORT SEED

DynamoDB's calls carry X-Amz-Target and go to the one, all others to the other. Everything is passed on as it came, the Host header too, which
signatures cover. Of what the registry signs by a header (clients have presigned URLs) are counted: S3's requests by the class of their price, from their method and query; DynamoDB's
units as the answers report them, and where an answer does not report what is charged, the least: a unit for a write whose condition
did not hold, two for each action of such a transaction. The sums of receipts that `serve` keeps every few seconds (the items of a month's
partition, c#2026-11, but for those of what is charged by the day), and its look as often at who has a budget, are not counted.

With SEED other than 0, one call of the AWS SDK in TROUBLE is troubled: it is throttled, or answered with an internal error, or done and its answer lost.

GET /meter answers the sums as JSON; POST /meter ends the start, whose sums are then told apart.
"""

import http.client
import json
import math
import random
import re
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LISTEN, DYNAMODB, S3, SEED = (int(argument) for argument in sys.argv[1:5])
TROUBLE = 25
CHARGED_DAILY = {"store", "standing"}
READS = {"GetItem", "BatchGetItem", "Query"}
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"}
HOP = {"connection", "keep-alive", "transfer-encoding", "proxy-connection"}

lock = threading.Lock()
chance = random.Random(SEED)
sums = {}
start = {}
answered = {}
troubles = {}


def count(unit, amount):
    if amount:
        with lock:
            sums[unit] = sums.get(unit, 0) + amount


def bucket_class(method, target):
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query, keep_blank_values=True)
    if method == "DELETE":
        return "bucket-delete"
    if method == "HEAD" or (method == "GET" and "list-type" not in query and "uploads" not in query):
        return "bucket-read"
    return "bucket-write"


def is_ledger(call, body):
    if call == "Query":
        return {"S": "budgets"} in body.get("ExpressionAttributeValues", {}).values()
    item = body.get("Item", {})
    return call == "PutItem" and is_month(item["pk"]["S"]) and item["action"]["S"] not in CHARGED_DAILY


def is_month(partition):
    return re.fullmatch(r"c#\d{4}-\d{2}", partition) is not None


def units(call, body, status, answer):
    """What a call to DynamoDB used, by its answer."""
    if status == 200:
        reports = answer.get("ConsumedCapacity") or []
        for report in reports if isinstance(reports, list) else [reports]:
            if "ReadCapacityUnits" in report or "WriteCapacityUnits" in report:
                yield "table-read", math.ceil(report.get("ReadCapacityUnits", 0))
                yield "table-write", math.ceil(report.get("WriteCapacityUnits", 0))
            else:
                yield ("table-read" if call in READS else "table-write"), math.ceil(report.get("CapacityUnits", 0))
    elif status == 400:
        kind = answer.get("__type", "").split("#")[-1]
        if kind == "ConditionalCheckFailedException":
            yield "table-write", 1
        elif kind == "TransactionCanceledException" and all(
            reason.get("Code") != "ValidationError" for reason in answer.get("CancellationReasons", [])
        ):
            yield "table-write", 2 * len(body["TransactItems"])


class Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_any(self):
        if self.path == "/meter":
            return self.meter()
        body = self.read_body()
        target = self.headers.get("X-Amz-Target", "")
        call = target.split(".")[-1]
        counted = self.headers.get("Authorization", "").startswith("AWS4-")
        by_sdk = "aws-sdk-java" in self.headers.get("User-Agent", "")
        asked = json.loads(body or b"{}") if target else {}
        if call in READS | WRITES and is_ledger(call, asked):
            counted = False
        trouble = self.trouble(body) if counted and by_sdk and (call in READS | WRITES or not target) else None
        if not target and counted:
            count(bucket_class(self.command, self.path), 1)
        if trouble == "throttled":
            return self.refuse(target, 400, "ProvisionedThroughputExceededException", 503, "SlowDown")
        if trouble == "broken":
            return self.refuse(target, 500, "InternalServerError", 500, "InternalError")
        status, headers, answer = self.ask_once(asked.get("ClientRequestToken"), body, DYNAMODB if target else S3)
        if target and counted:
            for unit, amount in units(call, asked, status, json.loads(answer or b"{}")):
                count(unit, amount)
        if trouble == "lost":
            self.close_connection = True
            self.connection.close()
            return None
        return self.answer(status, headers, answer)

    def ask_once(self, token, body, port):
        """A transaction that is sent again is answered as it was, as DynamoDB does by its token."""
        if token in answered:
            return answered[token]
        answer = self.ask(body, port)
        if token:
            answered[token] = answer
        return answer

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_any

    def trouble(self, body):
        """Java sends a request without a body again by itself where a kept connection is closed, which nobody can count: those are not lost."""
        with lock:
            if SEED == 0 or chance.randrange(TROUBLE) > 0:
                return None
            kind = chance.choice(["throttled", "broken", "lost"] if body else ["throttled", "broken"])
            troubles[kind] = troubles.get(kind, 0) + 1
            return kind

    def read_body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            chunks = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(chunks)
        if self.headers.get("Expect", "").lower() == "100-continue":
            pass  # the base class has answered it
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def ask(self, body, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        try:
            connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP | {"content-length", "expect"}:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def answer(self, status, headers, body):
        self.send_response_only(status)
        has_length = False
        for name, value in headers:
            if name.lower() in HOP:
                continue
            has_length = has_length or name.lower() == "content-length"
            self.send_header(name, value)
        if not has_length and status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, target, json_status, json_type, xml_status, xml_code):
        if target:
            body = json.dumps({"__type": "com.amazonaws.dynamodb.v20120810#" + json_type}).encode()
            return self.answer(json_status, [("Content-Type", "application/x-amz-json-1.0")], body)
        body = f"<Error><Code>{xml_code}</Code></Error>".encode()
        return self.answer(xml_status, [("Content-Type", "application/xml")], body)

    def meter(self):
        with lock:
            if self.command == "POST":
                start.update(sums)
            body = json.dumps({"sums": sums, "start": start, "troubles": troubles}).encode()
        self.answer(200, [("Content-Type", "application/json")], body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    Server(("127.0.0.1", LISTEN), Passing).serve_forever()
