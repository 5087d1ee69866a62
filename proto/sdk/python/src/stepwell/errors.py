"""Refusals in AWS's words."""
from __future__ import annotations

from dataclasses import dataclass, field

import grpc
from google.rpc import error_details_pb2, status_pb2

_DOMAIN = "stepwell.dev"


@dataclass(frozen=True)
class AwsError:
    """What a call was refused with: the error's name, what is wrong, and what else the error's shape has."""

    name: str
    message: str
    members: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(failure: grpc.RpcError) -> AwsError | None:
        """None when the call failed on its way and nobody refused it."""
        for key, value in failure.trailing_metadata() or ():
            if key == "grpc-status-details-bin":
                status = status_pb2.Status.FromString(value)
                for detail in status.details:
                    info = error_details_pb2.ErrorInfo()
                    if detail.Unpack(info) and info.domain == _DOMAIN:
                        return AwsError(info.reason, status.message, dict(info.metadata))
        return None
