//! Enterprises that may be the same as another one.

use eventlog::limit::in_time;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use crate::{domain::enterprise::Stage, projection::reviews::Reviews};

/// Of one enterprise: as many as a person compares.
const MOST: i64 = 20;

/// One that may be the same as `of`.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Lookalike {
    pub(crate) of: Uuid,
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) org_number: Option<String>,
    pub(crate) municipality: Option<String>,
    pub(crate) state: Json<Stage>,
    pub(crate) same_number: bool,
    pub(crate) same_name: bool,
    pub(crate) same_place: bool,
}

impl Reviews {
    /// Those that have the number of one of `ids`, or its name in the same
    /// municipality; where one has no seat yet the name is enough. A name and
    /// a number that an enterprise wishes to take count like those it has.
    pub(crate) async fn lookalikes(&self, ids: &[Uuid]) -> Result<Vec<Lookalike>, sqlx::Error> {
        let query = sqlx::query_as::<_, Lookalike>(
            "WITH faces AS (
                 SELECT id, org_number, registry.name_key(profile->>'name') AS name_key,
                        profile->>'municipality' AS seat
                 FROM registry.directory
                 WHERE id = ANY($1)
                 UNION ALL
                 SELECT directory.id,
                        CASE part->>'field' WHEN 'org_number' THEN part->>'value' END,
                        CASE part->>'field' WHEN 'name'
                             THEN registry.name_key(part->>'value') END,
                        directory.profile->>'municipality'
                 FROM registry.directory AS directory
                 CROSS JOIN jsonb_array_elements(directory.pending->'parts') AS part
                 WHERE directory.id = ANY($1)
             ),
             pairs AS (
                 SELECT faces.id AS of, other.id, other.slug, other.profile->>'name' AS name,
                        other.org_number, other.profile->>'municipality' AS municipality,
                        to_jsonb(other.state) AS state,
                        COALESCE(bool_or(other.org_number = faces.org_number), FALSE)
                            AS same_number,
                        COALESCE(bool_or(registry.name_key(other.profile->>'name')
                                         = faces.name_key), FALSE) AS same_name,
                        COALESCE(bool_or(other.profile->>'municipality' = faces.seat), FALSE)
                            AS same_place
                 FROM faces
                 JOIN registry.directory AS other
                   ON other.org_number = faces.org_number
                   OR (registry.name_key(other.profile->>'name') = faces.name_key
                       AND COALESCE(other.profile->>'municipality' = faces.seat, TRUE))
                 WHERE other.id <> faces.id
                 GROUP BY faces.id, other.id
             ),
             ranked AS (
                 SELECT of, id, slug, name, org_number, municipality, state,
                        same_number, same_name, same_place,
                        row_number()
                            OVER (PARTITION BY of ORDER BY same_number DESC, name, id) AS rank
                 FROM pairs
             )
             SELECT of, id, slug, name, org_number, municipality, state,
                    same_number, same_name, same_place
             FROM ranked
             WHERE rank <= $2
             ORDER BY of, rank",
        )
        .bind(ids)
        .bind(MOST);
        in_time(query.fetch_all(&self.pool)).await
    }
}
