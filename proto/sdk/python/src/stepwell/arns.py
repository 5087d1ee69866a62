"""Names as ARNs."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Arns:
    """Makes ARNs of Step Functions out of names.

    region: the region that the installation answers for
    account: the tenant's twelve digits
    """

    region: str
    account: str

    def state_machine(self, name: str) -> str:
        return self._of("stateMachine:" + name)

    def activity(self, name: str) -> str:
        return self._of("activity:" + name)

    def execution(self, state_machine: str, name: str) -> str:
        return self._of(f"execution:{state_machine}:{name}")

    def _of(self, resource: str) -> str:
        return f"arn:aws:states:{self.region}:{self.account}:{resource}"
