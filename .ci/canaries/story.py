"""Puts secrets through a server, notes all that it says, and searches that and its stores: story.py WORK POSTGRES REDIS. The environment holds
the first tenant's keys and the passwords of the stores. Whatever is told to its owner once, when it is made, is noted nowhere."""

import base64
import glob
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from search import Searched

STEPWELL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "deploy", "stepwell")
ROLE = "arn:aws:iam::123456789012:role/any"
PLANTED = "planted" + os.urandom(8).hex()
# Files that hold secrets because that is what they are for.
KEPT = ("credentials.env", "operator.key", "metrics.key", "master.key")

secrets = {}
said = Searched()


def secret(name, text=None):
    """A new secret, or one that the server made; known by its name from now on."""
    text = text or f"sec+{os.urandom(9).hex()}/{os.urandom(9).hex()}=="
    secrets[name] = text.encode() if isinstance(text, str) else text
    return text


class Service(BaseHTTPRequestHandler):
    """Gives a token at /token, refuses at /refuse with what it was asked in the answer's body, and has trouble at /trouble."""

    token = ""
    heard = []

    def do_POST(self):
        return self.hear()

    def do_PUT(self):
        return self.hear()

    def do_GET(self):
        return self.hear()

    def hear(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Service.heard.append((self.path, dict(self.headers), body))
        path = urllib.parse.urlparse(self.path).path
        if path == "/token":
            return self.answer(200, json.dumps({"access_token": Service.token, "expires_in": 60}))
        if path == "/refuse":
            return self.answer(401, json.dumps({"error": "invalid_client", "asked": body.decode()}))
        return self.answer(503 if path == "/trouble" else 200, json.dumps({"ok": path}))

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def note(place, answer):
    said.add(place, answer if isinstance(answer, bytes) else json.dumps(answer, default=str).encode())
    return answer


def rest(method, path, body=None, key=None, headers=None):
    """Status, headers and text of an answer."""
    asked = urllib.request.Request(os.environ["STEPWELL_ENDPOINT"] + path, method=method, data=None if body is None else json.dumps(body).encode())
    asked.add_header("Content-Type", "application/json")
    if key:
        asked.add_header("Authorization", "Bearer " + key)
    for name, value in (headers or {}).items():
        asked.add_header(name, value)
    try:
        with urllib.request.urlopen(asked) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def operator(*words):
    return subprocess.run([STEPWELL, *words, "--data", os.path.join(sys.argv[1], "data")], check=True, capture_output=True, text=True)


def variables(text):
    return dict(line.split("=", 1) for line in text.splitlines() if re.match(r"[A-Z_]+=", line))


def refused(place, call, **members):
    try:
        note(place, call(**members))
    except (ClientError, BotoCoreError) as why:
        note(place, {"said": str(why), "response": getattr(why, "response", None)})


def keys(account):
    """Keys of both kinds by every way that there is to one; each is used, and used wrongly."""
    secret("the first signing key", os.environ["AWS_SECRET_ACCESS_KEY"])
    secret("the first bearer key", os.environ["STEPWELL_API_KEY"])
    made = variables(operator("tenant", "create", "Canaries").stdout)
    secret("another tenant's signing key", made["AWS_SECRET_ACCESS_KEY"])
    secret("another tenant's bearer key", made["STEPWELL_API_KEY"])
    signing = variables(operator("tenant", "keys", "create", account, "--principal", "canary").stdout)
    secret("a signing key of an operator's making", signing["AWS_SECRET_ACCESS_KEY"])
    rotated = variables(operator("tenant", "keys", "rotate", account, signing["AWS_ACCESS_KEY_ID"]).stdout)
    secret("a signing key that replaced another", rotated["AWS_SECRET_ACCESS_KEY"])
    bearer = variables(operator("tenant", "keys", "create", account, "--kind", "bearer", "--principal", "canary").stdout)
    secret("a bearer key of an operator's making", bearer["STEPWELL_API_KEY"])
    _, _, created = rest("POST", "/v1/keys", {"kind": "BEARER", "principal": "self"}, key=os.environ["STEPWELL_API_KEY"])
    own = json.loads(created)
    secret("a bearer key of a tenant's making", next(value for value in own.values() if str(value).startswith("sw_live_")))
    for answer in (operator("tenant", "keys", "list", account).stdout, operator("tenant", "keys", "revoke", account, signing["AWS_ACCESS_KEY_ID"]).stdout):
        note("answers", answer)
    note("answers", rest("GET", "/v1/keys", key=os.environ["STEPWELL_API_KEY"])[2])
    for pair in (made, signing, rotated):
        client = boto3.client("stepfunctions", aws_access_key_id=pair["AWS_ACCESS_KEY_ID"], aws_secret_access_key=pair["AWS_SECRET_ACCESS_KEY"])
        refused("answers", client.list_state_machines)
        refused("errors", client.describe_state_machine, stateMachineArn="arn:aws:states:us-east-1:123456789012:stateMachine:none")
    nobody = secret("a secret that nobody has", "sw_live_" + os.urandom(24).hex())
    for wrong in (nobody, os.environ["STEPWELL_API_KEY"][:-1] + "#"):
        note("errors", rest("GET", "/v1/stateMachines", key=wrong)[2])
    note("errors", rest("POST", "/v1/session", {"apiKey": nobody})[2])
    return account


def session():
    """Signs in as the console does."""
    host = {"Origin": os.environ["STEPWELL_ENDPOINT"]}
    status, headers, body = rest("POST", "/v1/session", {"apiKey": os.environ["STEPWELL_API_KEY"]}, headers=host)
    assert status == 200, (status, body)
    cookie = headers["Set-Cookie"].split(";")[0]
    secret("a browser's session", cookie.split("=", 1)[1])
    csrf = secret("what forged requests lack", json.loads(body)["csrfToken"])
    note("answers", rest("GET", "/v1/stateMachines", headers={**host, "Cookie": cookie})[2])
    note("errors", rest("POST", "/v1/stateMachines", {"name": "x"}, headers={**host, "Cookie": cookie})[2])
    note("errors", rest("POST", "/v1/stateMachines", {"name": "x"}, headers={**host, "Cookie": cookie, "X-CSRF-Token": csrf})[2])


def added(name):
    """Secrets that a connection adds to requests: in a header, in the query and in the body."""
    def one(kind):
        return [{"Key": "X-Canary" if kind == "header" else "canary", "Value": secret(f"{name} adds to the {kind}"), "IsValueSecret": True}]
    return {"HeaderParameters": one("header"), "QueryStringParameters": one("query"), "BodyParameters": one("body")}


def connections(address):
    """By the name of each connection: how it authorizes."""
    Service.token = secret("an access token")
    oauth = {"ClientParameters": {"ClientID": "me", "ClientSecret": secret("a client secret")}, "HttpMethod": "POST",
             "OAuthHttpParameters": {"BodyParameters": [{"Key": "audience", "Value": secret("a form field of a grant"), "IsValueSecret": True}]}}
    return {
        "canary-key": ("API_KEY", {"ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": secret("an API key")}}),
        "canary-added": ("API_KEY", {"ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": secret("an API key that is replaced")},
                                     "InvocationHttpParameters": added("a connection")}),
        "canary-user": ("BASIC", {"BasicAuthParameters": {"Username": "me", "Password": secret("a password")}}),
        "canary-client": ("OAUTH_CLIENT_CREDENTIALS", {"OAuthParameters": {**oauth, "AuthorizationEndpoint": address + "/token"}}),
        "canary-refused": ("OAUTH_CLIENT_CREDENTIALS", {"OAuthParameters": {**oauth, "AuthorizationEndpoint": address + "/refuse"}}),
    }


def calls(states, events, address):
    """Each connection is used where all is well, where the service has trouble and where there is none."""
    machines = []
    for name, (kind, parameters) in connections(address).items():
        made = note("answers", events.create_connection(Name=name, AuthorizationType=kind, AuthParameters=parameters))
        note("answers", events.describe_connection(Name=name))
        branches = []
        for i, endpoint in enumerate((address + "/fine", address + "/trouble", "http://127.0.0.1:1/", "http://canary.invalid/", "http://10.0.0.1/")):
            task = {"Type": "Task", "Resource": "arn:aws:states:::http:invoke", "End": True, "TimeoutSeconds": 20,
                    "Arguments": {"ApiEndpoint": endpoint, "Method": "POST", "RequestBody": {"n": i}, "Authentication": {"ConnectionArn": made["ConnectionArn"]}},
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": f"Caught{i}"}]}
            branches.append({"StartAt": f"Call{i}", "States": {f"Call{i}": task, f"Caught{i}": {"Type": "Pass", "End": True}}})
            for level in ("INFO", "DEBUG", "TRACE"):
                refused("answers", states.test_state, definition=json.dumps({k: v for k, v in task.items() if k != "Catch"} | {"QueryLanguage": "JSONata"}),
                        roleArn=ROLE, input="{}", inspectionLevel=level)
        definition = {"QueryLanguage": "JSONata", "StartAt": "All", "States": {"All": {"Type": "Parallel", "Branches": branches, "End": True}}}
        machine = states.create_state_machine(
            name=f"{name}-{PLANTED}", roleArn=ROLE, definition=json.dumps(definition), tags=[{"key": "planted", "value": PLANTED}],
            loggingConfiguration={"level": "ALL", "includeExecutionData": True, "destinations": [
                {"cloudWatchLogsLogGroup": {"logGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:canary:*"}}]})["stateMachineArn"]
        machines.append(machine)
        execution = states.start_execution(stateMachineArn=machine, input=json.dumps({"planted": PLANTED}))["executionArn"]
        while states.describe_execution(executionArn=execution)["status"] == "RUNNING":
            time.sleep(0.05)
        note("answers", states.describe_execution(executionArn=execution))
        pages = states.get_paginator("get_execution_history").paginate(executionArn=execution, includeExecutionData=True)
        note("histories", [page["events"] for page in pages])
    note("answers", events.list_connections())
    refused("errors", events.create_connection, Name="canary-key", AuthorizationType="API_KEY",
            AuthParameters={"ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": secret("a key of a connection that is refused")}})
    refused("errors", events.create_connection, Name="canary bad name", AuthorizationType="BASIC",
            AuthParameters={"BasicAuthParameters": {"Username": "me", "Password": secret("a password that is refused") + "\u0001"}})
    events.update_connection(Name="canary-added", AuthorizationType="API_KEY",
                             AuthParameters={"ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": secret("an API key that replaced another")}})
    return machines


def services(states, address):
    """Services of AWS with keys of the tenant's own: where all is well, where there is trouble, where there is none."""
    bearer = os.environ["STEPWELL_API_KEY"]
    for name, endpoint in (("sqs", address + "/fine"), ("sns", address + "/trouble"), ("dynamodb", "http://127.0.0.1:1/"), ("s3", "http://10.0.0.1/")):
        first = {"endpoint": endpoint, "accessKeyId": "AKIACANARY", "secretAccessKey": secret(f"the key of {name} that is replaced")}
        note("answers", rest("PUT", "/v1/awsServices/" + name, first, key=bearer)[2])
        note("answers", rest("PUT", "/v1/awsServices/" + name, {**first, "secretAccessKey": secret(f"the key of {name}")}, key=bearer)[2])
        note("answers", rest("GET", "/v1/awsServices/" + name, key=bearer)[2])
    note("answers", rest("GET", "/v1/awsServices", key=bearer)[2])
    for wrong in ({"endpoint": "nowhere"}, {"endpoint": address, "accessKeyId": "a b"}):
        key = secret("a key that is refused: " + json.dumps(wrong))
        note("errors", rest("PUT", "/v1/awsServices/sqs", {"accessKeyId": "AKIACANARY", **wrong, "secretAccessKey": key}, key=bearer)[2])
    tasks = {"sqs:sendMessage": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/1/q", "MessageBody": "m"}, "sns:publish": {"TopicArn": "t", "Message": "m"},
             "dynamodb:getItem": {"TableName": "t", "Key": {"id": {"S": "1"}}}, "aws-sdk:s3:getObject": {"Bucket": "bucket", "Key": "k"}}
    branches = []
    for i, (resource, arguments) in enumerate(tasks.items()):
        task = {"Type": "Task", "Resource": "arn:aws:states:::" + resource, "Arguments": arguments, "TimeoutSeconds": 30, "End": True,
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": f"Caught{i}"}]}
        branches.append({"StartAt": f"Ask{i}", "States": {f"Ask{i}": task, f"Caught{i}": {"Type": "Pass", "End": True}}})
        refused("answers", states.test_state, definition=json.dumps({k: v for k, v in task.items() if k != "Catch"} | {"QueryLanguage": "JSONata"}),
                roleArn=ROLE, input="{}", inspectionLevel="TRACE")
    definition = {"QueryLanguage": "JSONata", "StartAt": "All", "States": {"All": {"Type": "Parallel", "Branches": branches, "End": True}}}
    machine = states.create_state_machine(name=f"services-{PLANTED}", roleArn=ROLE, definition=json.dumps(definition))["stateMachineArn"]
    execution = states.start_execution(stateMachineArn=machine, input="{}")["executionArn"]
    while states.describe_execution(executionArn=execution)["status"] == "RUNNING":
        time.sleep(0.05)
    note("answers", states.describe_execution(executionArn=execution))
    pages = states.get_paginator("get_execution_history").paginate(executionArn=execution, includeExecutionData=True)
    note("histories", [page["events"] for page in pages])
    note("answers", rest("DELETE", "/v1/awsServices/sqs", key=bearer)[2])


def webhooks(address):
    """One that is answered and one that is not; their secrets are told once."""
    made = []
    for path in ("/hook", "/trouble"):
        _, _, body = rest("POST", "/v1/webhooks", {"url": address + path}, key=os.environ["STEPWELL_API_KEY"])
        hook = json.loads(body)
        text = secret(f"the secret of a webhook at {path}", hook["secret"])
        secret(f"the bytes of that secret, {path}", base64.b64decode(text.removeprefix("whsec_")))
        made.append(hook["webhookId"])
    time.sleep(1.5)  # until nodes know of them, as the README has it; nothing is asserted of time
    return made


def figures():
    with open(os.path.join(sys.argv[1], "data", "metrics.key")) as file:
        key = file.read().strip()
    note("metrics", rest("GET", "/metrics", key=key)[2])
    note("errors", rest("GET", "/metrics", key="wrong")[2])
    secret("the key to the figures", key)


def gather(account, machines, hooks):
    """What the server has written, and what it says of it."""
    bearer = os.environ["STEPWELL_API_KEY"]
    for machine in machines:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            _, _, lines = rest("GET", "/v1/stateMachines/" + urllib.parse.quote(machine, safe="") + "/logEvents?maxResults=100", key=bearer)
            if b"ExecutionSucceeded" in lines:
                break
            time.sleep(0.1)
        note("logs of machines", lines)
    for hook in hooks:
        note("answers", rest("GET", f"/v1/webhooks/{hook}/deliveries", key=bearer)[2])
    note("answers", rest("GET", "/v1/webhooks", key=bearer)[2])
    for whose in (account, "operators"):
        note("audits", operator("audit", "export", whose).stdout)
    note("audits", rest("GET", "/v1/audit", key=bearer)[2])
    figures()
    work, postgres, redis = sys.argv[1:]
    port = re.search(r":(\d+)/", postgres).group(1)
    as_owner = ["-h", "127.0.0.1", "-p", port, "-U", "stepwell", "-d", "postgres"]
    for word in ("CHECKPOINT", "SELECT pg_switch_wal()"):
        subprocess.run(["psql", "-q", *as_owner, "-c", word], check=True, capture_output=True)
    said.add("dump of PostgreSQL", subprocess.run(["pg_dump", *as_owner], check=True, capture_output=True).stdout)
    said.add_files("log of PostgreSQL's writes", os.path.join(work, "stores", "postgres", "pg_wal"))
    said.add_files("files of PostgreSQL", os.path.join(work, "stores", "postgres", "base"))
    for file in glob.glob(os.path.join(work, "stores", "postgres.log")):
        with open(file, "rb") as opened:
            said.add("log of PostgreSQL", opened.read())
    cli = ["redis-cli", "-u", redis, "--no-auth-warning", "-a", os.environ["CANARY_REDIS_PASSWORD"]]
    subprocess.run([*cli, "set", "planted", PLANTED], check=True, capture_output=True)
    subprocess.run([*cli, "--rdb", os.path.join(work, "redis.rdb")], check=True, capture_output=True)
    with open(os.path.join(work, "redis.rdb"), "rb") as file:
        said.add("dump of Redis", file.read())
    said.add_files("data folder, with the server's log", os.path.join(work, "data"), but=KEPT)


def kept():
    """What lies in the data folder for its owner, and nowhere else."""
    data = os.path.join(sys.argv[1], "data")
    with open(os.path.join(data, "operator.key")) as file:
        secret("the operator's key", file.read().strip())
    with open(os.path.join(data, "master.key")) as file:
        for i, text in enumerate(re.findall(r"[A-Za-z0-9+/=_-]{43,44}", file.read())):
            secret(f"master key {i + 1}, as a text", text)
            secret(f"master key {i + 1}", base64.b64decode(text + "=" * (-len(text) % 4)))
    secret("the login's password for PostgreSQL", os.environ["CANARY_POSTGRES_PASSWORD"])
    secret("the password of Redis", os.environ["CANARY_REDIS_PASSWORD"])


def used(address):
    """That the secrets were needed at all: what the services were shown."""
    heard = json.dumps([(path, headers, body.decode()) for path, headers, body in Service.heard])
    for name in ("an API key", "an access token", "a connection adds to the header"):
        assert secrets[name].decode() in heard, f"{name} was never shown to {address}"
    assert "Credential=AKIACANARY/" in heard, "no service of AWS was asked by the tenant's key"
    assert any("Webhook-Signature" in headers or "webhook-signature" in headers for _, headers, _ in Service.heard), "no webhook was told of anything"


def main():
    service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{service.server_port}"
    states = boto3.client("stepfunctions", config=Config(inject_host_prefix=False))
    operator("master-key", "rotate", "--in", "1")
    account = keys(os.environ["STEPWELL_ACCOUNT"])
    session()
    hooks = webhooks(address)
    machines = calls(states, boto3.client("events"), address)
    services(states, address)
    kept()
    gather(account, machines, hooks)
    used(address)
    verdict()


def verdict():
    hits = [(name, place) for name, what in secrets.items() for place in said.places_of(what)]
    for name, place in hits:
        print(f"TOLD: {name}, in: {place}")
    # The search must find what is there: a word that is no secret, in each place where the story has left it.
    found = said.places_of(PLANTED.encode())
    for place in ("answers", "histories", "logs of machines", "audits", "metrics", "dump of PostgreSQL", "log of PostgreSQL's writes",
                  "files of PostgreSQL", "dump of Redis"):
        assert place in found, f"the search is blind: what was planted is not found in {place}, {said.bytes_in(place)} bytes"
    with open(os.path.join(sys.argv[1], "data", "stepwell.log"), "a") as log:
        log.write(base64.b64encode(b"x" + PLANTED.encode()).decode() + "\n")
    again = Searched()
    again.add_files("log", os.path.join(sys.argv[1], "data"), but=KEPT)
    assert again.places_of(PLANTED.encode()), "the search is blind: what was planted is not found in the server's log"
    sizes = ", ".join(f"{place} {said.bytes_in(place)}" for place in said.places)
    print(f"{len(secrets)} secrets in {len(said.places)} places (bytes: {sizes}): {len(hits)} told")
    sys.exit(1 if hits else 0)


if __name__ == "__main__":
    main()
