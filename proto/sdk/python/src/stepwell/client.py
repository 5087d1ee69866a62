"""The connection to an installation."""
from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources

import grpc

from .arns import Arns
from .events.v1 import EventBridgeStub
from .platform.v1 import (
    AuditsStub,
    AwsServicesStub,
    BulkOperationsStub,
    KeysStub,
    MockProfilesStub,
    ObjectsStub,
    ObservationStub,
    SchedulesStub,
    SearchAttributesStub,
    SteeringStub,
    TenantsStub,
    WebhooksStub,
)
from .scheduler.v1 import SchedulerStub
from .sfn.v1 import StepFunctionsStub
from .swf.v1 import SimpleWorkflowStub
from .worker.v1 import WorkersStub

_LARGEST_ANSWER = 40 << 20
_ALIVE_MILLIS = 30_000


@dataclass(frozen=True)
class Settings:
    """Where an installation is, and who asks.

    target: host and port of its gRPC
    tls: whether the connection is encrypted, as it must be outside of one's own machine
    """

    target: str
    api_key: str = field(repr=False)
    arns: Arns
    tls: bool = False

    @staticmethod
    def of(variables: Mapping[str, str]) -> Settings:
        """From what stands in ``credentials.env``; KeyError names the variable that is missing."""
        arns = Arns(variables.get("AWS_REGION", "us-east-1"), variables["STEPWELL_ACCOUNT"])
        return Settings(
            variables["STEPWELL_GRPC"], variables["STEPWELL_API_KEY"], arns, variables.get("STEPWELL_TLS") == "true"
        )


class Stepwell:
    """A connection with one key, safe for many threads and made once for a program.

    Every call has a deadline, and is tried again when the server says so. Refusals are grpc.RpcError, of which AwsError.of tells AWS's
    name. As a context manager it closes itself.
    """

    def __init__(self, settings: Settings):
        options = [
            ("grpc.service_config", resources.files(__package__).joinpath("service-config.json").read_text()),
            ("grpc.max_receive_message_length", _LARGEST_ANSWER),
            ("grpc.keepalive_time_ms", _ALIVE_MILLIS),
        ]
        if settings.tls:
            self._connection = grpc.secure_channel(settings.target, grpc.ssl_channel_credentials(), options)
        else:
            self._connection = grpc.insecure_channel(settings.target, options)
        self.channel = grpc.intercept_channel(self._connection, _Keyed(settings.api_key))
        self.arns = settings.arns
        self.step_functions = StepFunctionsStub(self.channel)
        self.swf = SimpleWorkflowStub(self.channel)
        self.event_bridge = EventBridgeStub(self.channel)
        self.scheduler = SchedulerStub(self.channel)
        self.schedules = SchedulesStub(self.channel)
        self.observation = ObservationStub(self.channel)
        self.steering = SteeringStub(self.channel)
        self.search_attributes = SearchAttributesStub(self.channel)
        self.mock_profiles = MockProfilesStub(self.channel)
        self.bulk_operations = BulkOperationsStub(self.channel)
        self.objects = ObjectsStub(self.channel)
        self.webhooks = WebhooksStub(self.channel)
        self.aws_services = AwsServicesStub(self.channel)
        self.keys = KeysStub(self.channel)
        self.audits = AuditsStub(self.channel)
        self.tenants = TenantsStub(self.channel)
        self.workers = WorkersStub(self.channel)

    @staticmethod
    def from_environment() -> Stepwell:
        return Stepwell(Settings.of(os.environ))

    def close(self) -> None:
        """Breaks off what is under way; workers are drained first."""
        self._connection.close()

    def __enter__(self) -> Stepwell:
        return self

    def __exit__(self, *why) -> None:
        self.close()


class _Keyed(
    grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor, grpc.StreamStreamClientInterceptor
):
    """Shows the key with each call."""

    def __init__(self, api_key: str):
        self._header = ("authorization", "Bearer " + api_key)

    def _intercept(self, go_on, details, said):
        return go_on(_with_metadata(details, [*(details.metadata or ()), self._header]), said)

    intercept_unary_unary = intercept_unary_stream = intercept_stream_stream = _intercept


def _with_metadata(details, metadata):
    keyed = grpc.ClientCallDetails()
    for name in ("method", "timeout", "credentials", "wait_for_ready", "compression"):
        setattr(keyed, name, getattr(details, name, None))
    keyed.metadata = metadata
    return keyed
