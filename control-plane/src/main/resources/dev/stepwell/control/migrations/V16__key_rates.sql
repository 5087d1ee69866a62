-- Keys are confined in how often they may ask, too.

SET LOCAL ROLE sw_owner;

ALTER TABLE control.credential
    ADD COLUMN rate_per_second integer CHECK (rate_per_second > 0), -- as often as its tenant when absent
    ADD COLUMN burst           integer CHECK (burst > 0),
    ADD CONSTRAINT credential_rate_is_whole CHECK ((rate_per_second IS NULL) = (burst IS NULL));

RESET ROLE;
