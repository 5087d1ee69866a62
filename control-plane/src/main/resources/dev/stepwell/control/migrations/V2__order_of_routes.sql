-- An alias is described with its routes in the order in which they were given.
SET LOCAL ROLE sw_owner;
ALTER TABLE control.alias_route ADD COLUMN place smallint NOT NULL DEFAULT 0;
RESET ROLE;
