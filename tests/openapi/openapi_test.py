"""Whether server/openapi.yaml is OpenAPI 3.1, and the running server does what it says.

Every path, method and status of the document is provoked; status, headers, content type and body of each answer are
checked against it. What the document itself may hold stands in document.schema.yaml.
"""

import hashlib
import http.client
import json
import pathlib
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile

import jsonschema
import yaml

from signing_kiosk import SigningKiosk

SESSION = "/v1/sessions/saint-flour/2020-04-17"
EVENTS, PUSH, CALLS = SESSION + "/events", "/v1/devices/k1/events", SESSION + "/calls"
ENROLMENTS = "/v1/enrolments"
MANIFEST, REPORT, TABLE = SESSION + "/manifest", SESSION + "/report", SESSION + "/report.csv"
ORDERS = """order,customer_ref,customer,producer,product,quantity,unit,unit_price
1001,C1,Camille Durand,GAEC Baguet,Fromage,0.5,kg,18.40
1002,C2,Élodie Bonnet,La Mie Chamalou,Pain,2,piece,3.20
"""
# Headers that HTTP itself explains (RFC 9110); the document names those that are ours.
OF_HTTP = {"server", "date", "connection", "content-length", "content-type", "content-encoding", "vary", "allow",
           "transfer-encoding", "use-as-dictionary"}  # RFC 9110, and RFC 9842
faults = []


def check(held, what):
    if not held:
        faults.append(what)


class Journal:
    """A kiosk's events in their one encoding."""

    def __init__(self, device="k1", incarnation="one"):
        self.device, self.incarnation, self.events, self.head = device, incarnation, [], "0" * 64

    def add(self, kind, payload):
        event = {"v": 1, "device": self.device, "incarnation": self.incarnation, "seq": len(self.events) + 1,
                 "hlc": "%013d.00000" % (1587132000000 + len(self.events)), "boot": 1,
                 "session": "saint-flour/2020-04-17", "manifest_rev": 1, "type": kind, "payload": payload,
                 "prev_hash": self.head}
        text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        self.head = hashlib.blake2b(text.encode(), digest_size=32).hexdigest()
        self.events.append(event)
        return self

    def batch(self, first=1):
        return json.dumps({"device": self.device, "incarnation": self.incarnation,
                           "session": "saint-flour/2020-04-17", "events": self.events[first - 1:]},
                          sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def a_day(device="k1"):
    """Each type of event once."""
    journal = Journal(device)
    line = {"order": "1001", "line": 1, "outcome": "collected"}
    journal.add("session_opened", {"kiosk_name": "Comptoir", "mode": "counter"})
    journal.add("hand_over", {"basket": "B0001", "identification": "camera", "actor": "volunteer", "lines": [line]})
    journal.add("receipt_printed", {"document": "d1", "duplicate": False, "confirmed": True})
    journal.add("hand_over", {"basket": "B0001", "identification": "camera", "actor": "volunteer", "lines": [line]})
    event = {"device": device, "incarnation": "one"}
    journal.add("incident_settled", {**event, "seq": 4, "resolution": "typing_error"})
    journal.add("hand_over_undone", {**event, "seq": 4, "basket": "B0001", "reason": "wrong_tap"})
    journal.add("code_refused", {"fault": "unknown"})
    journal.add("receipt_lost", {"document": "d2"})
    journal.add("closing_forced", {"missing": ["k9"]})
    journal.add("session_closed", {"events": 10, "hand_overs": 2, "unclaimed_lines": 1})
    return journal


class Server:
    """guichet-server on a store of its own."""

    def __init__(self, program, options=("--accept-unenrolled",), prepare=None):
        self.program, self.folder = program, tempfile.TemporaryDirectory(prefix="guichet-openapi-")
        self.store = pathlib.Path(self.folder.name) / "server.db"
        orders = pathlib.Path(self.folder.name) / "orders.csv"
        orders.write_text(ORDERS, encoding="utf-8")
        subprocess.run([program, "import", "--store", f"sqlite:{self.store}", "--station", "saint-flour", "--session",
                        "2020-04-17", str(orders)], check=True, stdout=subprocess.DEVNULL)
        if prepare:
            prepare(self)
        self.log = open(pathlib.Path(self.folder.name) / "log", "wb")
        self.process = subprocess.Popen([program, "serve", "--store", f"sqlite:{self.store}", "--listen",
                                         "127.0.0.1:0", *options], stdout=subprocess.PIPE, stderr=self.log,
                                        restore_signals=False)
        self.port = int(self.process.stdout.readline().decode().rsplit(":", 1)[1])

    def ask(self, method, target, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, target, body.encode() if isinstance(body, str) else body, headers or {})
        answer = connection.getresponse()
        read = (answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return read

    def office(self, command, device):
        """What the organiser's command says of a kiosk."""
        return subprocess.run([self.program, command, "--store", f"sqlite:{self.store}", "--station", "saint-flour",
                               "--device", device], check=True, stdout=subprocess.PIPE, text=True).stdout

    def enrolment_code(self, device):
        return self.office("enrol", device).splitlines()[0].replace("-", "")

    def break_store(self):
        """The disk fails under it: what it has not read yet is garbage, and nothing can be written."""
        size = self.store.stat().st_size
        with open(self.store, "r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (0, 0))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(30) == 0, "the server does not end with 0 on SIGTERM")
        self.log.close()
        self.folder.cleanup()


class Document:
    def __init__(self, file, schema):
        self.whole = yaml.safe_load(pathlib.Path(file).read_text(encoding="utf-8"))
        self.schema = yaml.safe_load(pathlib.Path(schema).read_text(encoding="utf-8"))
        self.resolver = jsonschema.RefResolver.from_schema(self.whole)

    def resolved(self, node):
        while isinstance(node, dict) and "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node

    def check_itself(self):
        for error in jsonschema.Draft202012Validator(self.schema).iter_errors(self.whole):
            faults.append(f"not OpenAPI 3.1, at {list(error.absolute_path)}: {error.message[:200]}")
        for node, where in self.walk(self.whole, "#"):
            if "$ref" in node:
                try:
                    self.resolver.resolve(node["$ref"])
                except jsonschema.RefResolutionError:
                    faults.append(f"{where}: nothing is at {node['$ref']}")
            if isinstance(node.get("schema"), dict):
                self.check_schema(node["schema"], where)
        for name, schema in self.whole["components"]["schemas"].items():
            self.check_schema(schema, name)

    @staticmethod
    def check_schema(schema, where):
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            faults.append(f"{where}: no JSON Schema: {error.message[:200]}")

    def walk(self, node, where):
        if isinstance(node, dict):
            yield node, where
            for key, value in node.items():
                yield from self.walk(value, f"{where}/{key}")
        elif isinstance(node, list):
            for at, value in enumerate(node):
                yield from self.walk(value, f"{where}/{at}")

    def described(self):
        """(path, method, status) → the response's description."""
        found = {}
        for path, item in self.whole["paths"].items():
            for method, operation in item.items():
                if method in ("get", "post", "put", "delete", "patch"):
                    for status, response in operation["responses"].items():
                        found[path, method.upper(), int(status)] = self.resolved(response)
        return found

    def path_of(self, target):
        plain = target.split("?")[0]
        for path in self.whole["paths"]:
            if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", path).replace(".", r"\."), plain):
                return path
        return None

    def faults_of(self, value, schema):
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver,
                                                    format_checker=jsonschema.FormatChecker())
        return [f"{list(error.absolute_path)}: {error.message[:160]}" for error in validator.iter_errors(value)]

    def check_answer(self, where, response, headers, body):
        given = {name.lower(): self.resolved(header) for name, header in response.get("headers", {}).items()}
        for name, header in given.items():
            if name not in headers:
                check(not header.get("required"), f"{where}: the header {name} is missing")
                continue
            value = headers[name]
            if header["schema"].get("type") == "integer":
                value = int(value)
            for fault in self.faults_of(value, header["schema"]):
                faults.append(f"{where}: header {name}: {fault}")
        for name in headers.keys() - given.keys() - OF_HTTP:
            faults.append(f"{where}: the header {name} is not described")
        content = response.get("content", {})
        if not content:
            check(not body, f"{where}: a body that is not described: {body[:80]!r}")
            return
        kind = headers.get("content-type", "").split(";")[0]
        if kind not in content:
            faults.append(f"{where}: content type {kind!r} is not described")
            return
        value = json.loads(body) if kind == "application/json" else body.decode()
        for fault in self.faults_of(value, content[kind]["schema"]):
            faults.append(f"{where}: {fault}")


def call(device):
    return json.dumps({"device": device, "name": "Borne 1", "number": 1, "standing": "calling"})


def questions(server):
    """Everything that the document describes, but for failures of the store."""
    day = a_day()
    unknown = "/v1/sessions/saint-flour/2020-05-01"
    bad = "/v1/sessions/saint-flour/today"
    fork = Journal().add("code_refused", {"fault": "damaged"})
    tag = server.ask("GET", MANIFEST)[1]["etag"]
    yield "GET", "/healthz", 200, None, {}
    yield "GET", "/metrics", 200, None, {}
    yield "GET", MANIFEST, 200, None, {}
    yield "GET", MANIFEST, 304, None, {"If-None-Match": tag}
    yield "POST", PUSH, 200, day.batch(), {}
    yield "POST", PUSH, 200, day.batch(3), {}
    yield "POST", PUSH, 409, fork.batch(), {}
    yield "POST", "/v1/devices/k2/events", 409, a_day("k2").batch(3), {}
    yield "POST", PUSH, 400, "{}", {}
    yield "POST", PUSH, 404, day.batch().replace("2020-04-17", "2020-05-01"), {}
    yield "GET", EVENTS, 200, None, {}
    yield "GET", EVENTS + "?device=k1&after=2", 200, None, {}
    yield "GET", EVENTS + "?after=x", 400, None, {}
    yield "GET", REPORT, 200, None, {}
    for table in ("totals", "customers", "producers", "hours", "incidents"):
        yield "GET", TABLE + "?table=" + table, 200, None, {}
    yield "GET", TABLE + "?table=prices", 400, None, {}
    for kiosk in range(64):
        yield "POST", CALLS, 200, call(f"c{kiosk}"), {}
    yield "POST", CALLS, 429, call("c64"), {}
    yield "GET", EVENTS, 200, None, {}
    yield "POST", CALLS, 400, "{}", {}
    yield "POST", unknown + "/calls", 404, call("c1"), {}
    for what in ("/manifest", "/events", "/report", "/report.csv?table=hours"):
        yield "GET", unknown + what, 404, None, {}
        yield "GET", bad + what, 400, None, {}
        yield "GET", SESSION + what, 426, None, {"Guichet-Protocol": "99"}
    for target in (PUSH, CALLS):
        yield "POST", target, 413, " " * 1_100_000, {}
        yield "POST", target, 415, "{}", {"Content-Encoding": "gzip"}
        yield "POST", target, 426, "{}", {"Guichet-Protocol": "99"}


class Strict:
    """A server that answers enrolled kiosks alone, and what it is asked."""

    def __init__(self, program):
        self.codes = {}
        self.server = Server(program, (), self.prepare)

    def prepare(self, server):
        self.codes["expired"] = server.enrolment_code("expired")
        with sqlite3.connect(server.store) as store:
            store.execute("UPDATE enrolment_code SET expires_at = 1")
        store.close()

    def enrolments(self, kiosk):
        code = self.server.enrolment_code("k1")
        yield "POST", ENROLMENTS, 400, "{}", {}
        yield "POST", ENROLMENTS, 426, "{}", {"Guichet-Protocol": "99"}
        forged = json.dumps({**json.loads(kiosk.enrolment(code)), "device": "other"})
        yield "POST", ENROLMENTS, 401, forged, {}
        yield "POST", ENROLMENTS, 403, kiosk.enrolment(code, "other"), {}
        yield "POST", ENROLMENTS, 410, SigningKiosk("expired").enrolment(self.codes["expired"]), {}
        yield "POST", ENROLMENTS, 200, kiosk.enrolment(code), {}
        yield "POST", ENROLMENTS, 200, kiosk.enrolment(code), {}
        yield "POST", ENROLMENTS, 409, SigningKiosk("k1").enrolment(code), {}
        guessed = SigningKiosk("guessed")
        right = self.server.enrolment_code("guessed")
        for _ in range(10):
            yield "POST", ENROLMENTS, 403, guessed.enrolment(code), {}
        yield "POST", ENROLMENTS, 429, guessed.enrolment(right), {}
        yield "POST", ENROLMENTS, 413, " " * 1_100_000, {}
        yield "POST", ENROLMENTS, 415, "{}", {"Content-Encoding": "gzip"}

    @staticmethod
    def signatures(kiosk):
        """Of requests and batches: right, wrong, of another time, of another kiosk and of another station."""
        reads = [("GET", target, None) for target in (MANIFEST, EVENTS, REPORT, TABLE + "?table=hours")]
        asked = [*reads, ("POST", CALLS, call("k1")), ("POST", PUSH, kiosk.signed(a_day()))]
        for method, target, body in asked:
            yield method, target, 401, body, {}
            yield method, target, 401, body, SigningKiosk("k1").headers(method, target, body)
            yield method, target, 401, body, SigningKiosk("k9").headers(method, target, body)
            yield method, target, 401, body, kiosk.headers(method, target, body, 1_000)
            yield method, target, 200, body, kiosk.headers(method, target, body)
            there = target.replace("saint-flour", "pierrefort").replace("/k1/", "/k2/")
            theirs = a_day("k2").batch() if target == PUSH else body
            yield method, there, 403, theirs, kiosk.headers(method, there, theirs)
        unsigned = a_day().batch()
        yield "POST", PUSH, 401, unsigned, kiosk.headers("POST", PUSH, unsigned)

    def ask(self, document, described):
        kiosk = SigningKiosk("k1")
        seen = ask_all(document, described, self.server, self.enrolments(kiosk))
        seen |= ask_all(document, described, self.server, self.signatures(kiosk))
        self.server.office("revoke", "k1")
        revoked = [("GET", MANIFEST, 403, None, kiosk.headers("GET", MANIFEST))]
        seen |= ask_all(document, described, self.server, revoked)
        self.server.end()
        return seen


def broken_questions(code):
    """To a server whose disk fails."""
    yield "POST", ENROLMENTS, 500, SigningKiosk("k1").enrolment(code), {}
    yield "GET", MANIFEST, 500, None, {}
    yield "GET", EVENTS, 500, None, {}
    yield "GET", REPORT, 500, None, {}
    yield "GET", TABLE + "?table=hours", 500, None, {}
    yield "POST", CALLS, 500, call("c1"), {}
    yield "POST", PUSH, 500, a_day().batch(), {}
    yield "GET", "/healthz", 503, None, {}


def ask_all(document, described, server, wanted):
    seen = set()
    for method, target, status, body, headers in wanted:
        where = f"{method} {target} → {status}"
        got, got_headers, got_body = server.ask(method, target, body, headers)
        if got != status:
            faults.append(f"{where}: the answer is {got}: {got_body[:160]!r}")
            continue
        key = (document.path_of(target), method, status)
        if key not in described:
            faults.append(f"{where}: the document describes no such answer")
            continue
        seen.add(key)
        document.check_answer(where, described[key], got_headers, got_body)
    return seen


def check_requests(document):
    """The messages that the kiosks of this project send are those of the document."""
    for where, message, schema in (("a batch", json.loads(a_day().batch()), "Batch"),
                                   ("a call", json.loads(call("c1")), "Call")):
        for fault in document.faults_of(message, {"$ref": f"#/components/schemas/{schema}"}):
            faults.append(f"{where}: {fault}")
    for broken in ({"seq": 0}, {"prev_hash": "00"}, {"hlc": "now"}, {"device": "a b"}, {"payload": {}}):
        event = {**a_day().events[1], **broken}
        check(document.faults_of(event, {"$ref": "#/components/schemas/Event"}),
              f"the document takes an event with {broken}")


def check_everywhere(document, server):
    """What holds on every path."""
    refusal = {"$ref": "#/components/schemas/Refusal"}
    for path, item in document.whole["paths"].items():
        target = re.sub(r"\{station\}", "saint-flour", path).replace("{date}", "2020-04-17").replace("{device}", "k1")
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            if method.lower() in item:
                continue
            status, headers, body = server.ask(method, target, "" if method != "GET" else None)
            check(status == 405 and "allow" in headers, f"{method} {target}: {status}, not 405 with Allow")
            if status == 405:
                check(headers["allow"].lower() in item, f"{method} {target}: Allow names {headers['allow']}")
                faults.extend(document.faults_of(json.loads(body), refusal))
    for target, expected in (("/v1/nothing", 404), ("/", 404), ("/v1/sessions/a%2", 400)):
        status, _, body = server.ask("GET", target)
        check(status == expected, f"GET {target}: {status}, not {expected}")
        faults.extend(document.faults_of(json.loads(body), refusal))
    status, _, body = server.ask("GET", "/healthz", headers={"X": "x" * 20_000})
    check(status == 431, f"large headers: {status}, not 431")


def check_routes(document, server):
    """The server counts by route, so its metrics name all that it has."""
    metrics = server.ask("GET", "/metrics")[2].decode()
    routes = set(re.findall(r'guichet_http_requests_total\{route="(/[^"]*)"', metrics))
    described = set(document.whole["paths"])
    for path in routes - described:
        faults.append(f"{path}: the server has it, the document has not")
    for path in described - routes:
        faults.append(f"{path}: the document has it, the server has not")


def main(program, file):
    document = Document(file, pathlib.Path(__file__).with_name("document.schema.yaml"))
    document.check_itself()
    described = document.described()
    check_requests(document)
    server = Server(program)
    seen = ask_all(document, described, server, questions(server))
    check_everywhere(document, server)
    check_routes(document, server)
    server.end()
    strict = Strict(program)
    seen |= strict.ask(document, described)
    for question in broken_questions(strict.codes["expired"]):
        broken = Server(program)
        broken.break_store()
        seen |= ask_all(document, described, broken, [question])
        broken.end()
    for path, method, status in sorted(described.keys() - seen):
        faults.append(f"{method} {path} → {status}: described, and never provoked")
    for fault in faults:
        print(fault)
    print(f"{len(seen)} of {len(described)} answers of the document were provoked; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the servers inherit it: a write that fails is an error, no death
    sys.exit(main(*sys.argv[1:]))
