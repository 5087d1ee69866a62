"""The whole contract is reached: every service has a client, a deadline and a call that the server of the environment answers."""
import importlib
import json
import os
import pathlib
import unittest
from importlib import resources

import grpc
import stepwell
from google.protobuf import json_format, message_factory
from stepwell import AwsError, Stepwell
from stepwell.options.v1 import options_pb2

CALLS = pathlib.Path(__file__).resolve().parents[2] / "calls.json"
PACKAGE = pathlib.Path(stepwell.__file__).parent


def services():
    """Those that clients may ask: what only browsers do is not among them."""
    for file in sorted(PACKAGE.rglob("*_pb2.py")):
        module = ".".join(("stepwell", *file.relative_to(PACKAGE).with_suffix("").parts))
        for service in importlib.import_module(module).DESCRIPTOR.services_by_name.values():
            planes = {method.GetOptions().Extensions[options_pb2.action].plane for method in service.methods}
            if planes != {options_pb2.PLANE_GATEWAY}:
                yield service


def is_asked(service):
    return any(not method.client_streaming for method in service.methods)


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stepwell = Stepwell.from_environment()
        cls.clients = {type(value).__name__: value for value in vars(cls.stepwell).values()}
        cls.calls = json.loads(CALLS.read_text().replace("${account}", os.environ["STEPWELL_ACCOUNT"]))["calls"]

    @classmethod
    def tearDownClass(cls):
        cls.stepwell.close()

    def test_every_service_has_a_client(self):
        names = {service.name + "Stub" for service in services()}
        self.assertGreater(len(names), 10)
        self.assertLessEqual(names, self.clients.keys())

    def test_every_call_has_a_deadline(self):
        config = json.loads(resources.files("stepwell").joinpath("service-config.json").read_text())
        known = {name["service"] for each in config["methodConfig"] for name in each["name"]}
        self.assertLessEqual({service.full_name for service in services() if is_asked(service)}, known)

    def test_each_service_answers(self):
        asked = {service.full_name: service for service in services() if is_asked(service)}
        self.assertEqual({call["service"] for call in self.calls}, asked.keys())
        for call in self.calls:
            with self.subTest(call["service"]):
                self.play(asked[call["service"]], call)

    def play(self, service, call):
        method = service.methods_by_name[call["call"]]
        request = json_format.ParseDict(call["with"], message_factory.GetMessageClass(method.input_type)())
        try:
            answer = json_format.MessageToDict(getattr(self.clients[service.name + "Stub"], method.name)(request))
        except grpc.RpcError as refused:
            self.assertEqual(AwsError.of(refused).name, call.get("fails"))
        else:
            self.assertNotIn("fails", call)
            self.assertLessEqual(set(call["has"]), answer.keys())
