-- A domain proves which organisation somebody belongs to only as long as a
-- single one has it.

CREATE INDEX organisations_domain ON identity.organisations (domain)
    WHERE state IN ('unverified', 'verified');
CREATE UNIQUE INDEX organisations_proven_domain ON identity.organisations (domain)
    WHERE state = 'verified' AND verified_by = 'domain';
