-- A run of SWF that ends notes what it wanted of others and was not known to be done: in its own inbox, until that is known.

SET LOCAL ROLE sw_owner;

ALTER TABLE execution.inbox DROP CONSTRAINT inbox_kind_check;
ALTER TABLE execution.inbox ADD CONSTRAINT inbox_kind_check
    CHECK (kind IN ('CHILD_ENDED', 'GIVEN_UP', 'POLICY_TERMINATE', 'POLICY_REQUEST_CANCEL', 'UNSENT'));

RESET ROLE;
