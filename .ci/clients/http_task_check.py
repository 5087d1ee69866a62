"""HTTP tasks as boto3's users have them: connections made through EventBridge's client, a service that looks at what comes, and no secret
in anything that is told afterwards. Takes endpoint, region and keys from the environment."""

import base64
import json
import os
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3

SECRET = "canary-" + os.urandom(8).hex()
HEADERS = {"key": {"X-Api-Key": SECRET}, "user": {"Authorization": "Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()},
           "client": {"Authorization": "Bearer token-1"}}


class Service(BaseHTTPRequestHandler):
    """Gives tokens at /token; everywhere else lets in who shows what the first part of the path asks for."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/token":
            asked = urllib.parse.parse_qs(body)
            known = asked["client_id"] == ["me"] and asked["client_secret"] == [SECRET]
            return self.answer(200 if known else 401, {"access_token": "token-1", "expires_in": 60})
        wanted = HEADERS[self.path.split("/")[1]]
        if all(self.headers.get(name) == value for name, value in wanted.items()):
            return self.answer(200, {"seen": json.loads(body)})
        return self.answer(403, {"why": "who are you?"})

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def main():
    service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{service.server_port}"
    events, states = boto3.client("events"), boto3.client("stepfunctions")
    name = "check-" + os.urandom(4).hex()
    kinds = {
        "key": ("API_KEY", {"ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": SECRET}}),
        "user": ("BASIC", {"BasicAuthParameters": {"Username": "me", "Password": SECRET}}),
        "client": ("OAUTH_CLIENT_CREDENTIALS", {"OAuthParameters": {
            "ClientParameters": {"ClientID": "me", "ClientSecret": SECRET}, "AuthorizationEndpoint": f"{address}/token", "HttpMethod": "POST"}}),
    }
    told = []
    for kind, (authorization, parameters) in kinds.items():
        connection = events.create_connection(Name=f"{name}-{kind}", AuthorizationType=authorization, AuthParameters=parameters)
        told.append(events.describe_connection(Name=f"{name}-{kind}"))
        told.append(connection)
        call = {"Type": "Task", "Resource": "arn:aws:states:::http:invoke", "End": True, "Parameters": {
            "ApiEndpoint": f"{address}/{kind}/things", "Method": "POST", "RequestBody.$": "$",
            "Authentication": {"ConnectionArn": connection["ConnectionArn"]}}}
        machine = states.create_state_machine(name=f"{name}-{kind}", roleArn="arn:aws:iam::123456789012:role/any",
                                              definition=json.dumps({"StartAt": "Call", "States": {"Call": call}}))
        execution = states.start_execution(stateMachineArn=machine["stateMachineArn"], input='{"n":1}')
        ended = finish(states, execution["executionArn"])
        assert ended["status"] == "SUCCEEDED", ended
        assert json.loads(ended["output"])["ResponseBody"] == {"seen": {"n": 1}}, ended
        told += [ended, states.get_execution_history(executionArn=execution["executionArn"], includeExecutionData=True)]
        events.update_connection(Name=f"{name}-{kind}", AuthorizationType="API_KEY",
                                 AuthParameters={"ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": "wrong"}})
    listed = events.list_connections(NamePrefix=name)["Connections"]
    assert [one["Name"] for one in listed] == sorted(f"{name}-{kind}" for kind in kinds), listed
    assert SECRET not in json.dumps(told, default=str), "a secret was told"

    # What was changed or taken back is so within five seconds.
    refused = {"key": "States.Http.StatusCode.403", "gone": "Events.ConnectionResource.ResourceNotFound"}
    machine = f"arn:aws:states:{states.meta.region_name}:{told[0]['ConnectionArn'].split(':')[4]}:stateMachine:{name}-key"
    assert becomes(states, machine, refused["key"]), "the old key is still shown"
    for kind in kinds:
        events.delete_connection(Name=f"{name}-{kind}")
    assert becomes(states, machine, refused["gone"]), "the connection is still used"
    print("HTTP tasks by key, password and client credentials, and no secret told")


def becomes(states, machine, error):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        execution = states.start_execution(stateMachineArn=machine, input='{"n":1}')["executionArn"]
        if finish(states, execution).get("error") == error:
            return True
    return False


def finish(states, execution):
    while True:
        described = states.describe_execution(executionArn=execution)
        if described["status"] != "RUNNING":
            return described
        time.sleep(0.05)


if __name__ == "__main__":
    main()
