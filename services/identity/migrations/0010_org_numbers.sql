-- A number that nobody proved may be typed by anybody, and must not keep out
-- whose it is: only a verified organisation holds its number.

DROP INDEX identity.organisations_org_number;
CREATE UNIQUE INDEX organisations_org_number ON identity.organisations (org_number)
    WHERE state = 'verified';
CREATE INDEX organisations_given_number ON identity.organisations (org_number)
    WHERE state IN ('unverified', 'verified');
