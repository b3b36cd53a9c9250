//! A database with the tables of all services and the sample accounts in it,
//! made once by the first test that needs it and copied for each stack: signing
//! up takes mails and slow password hashes.

use std::{collections::BTreeMap, process::Stdio, sync::OnceLock};

use all_in_one::{
    people::{
        People,
        samples::{self, Samples, Wanted},
    },
    samples::{COUNT, SEED, generate},
};
use anyhow::Context;
use chassis::clock::Clock;
use proto::asf::identity::v1::MemberRole;
use tokio::{io::AsyncWriteExt, sync::Mutex};

use crate::{
    db::Database,
    ground::{Ground, Settings},
    limit,
    stack::{binary, process::Program},
};

/// Somebody who is logged in and belongs to no organisation.
pub const ACCOUNT: &str = "account";

/// Somebody who only belongs to an ASF that is a member of Skoopi.
pub const MEMBER: &str = "member";

/// A database to copy, and the sessions in it.
struct Prepared {
    database: Database,
    sessions: Sessions,
}

/// The secrets of open sessions by the first part of the person's address.
pub type Sessions = BTreeMap<String, String>;

/// Of this process; its database goes with the server.
static PREPARED: OnceLock<Mutex<Option<Prepared>>> = OnceLock::new();

/// A database with all sample accounts, and a session of each.
///
/// # Errors
/// A server or a program is missing, or an account is refused.
pub async fn database() -> anyhow::Result<(Database, Sessions)> {
    let mut prepared = PREPARED.get_or_init(Mutex::default).lock().await;
    let prepared = match &mut *prepared {
        Some(prepared) => prepared,
        none => none.insert(prepare().await?),
    };
    let copy = Database::copy_of(&prepared.database).await?;
    Ok((copy, prepared.sessions.clone()))
}

/// A database with the tables of all services and nothing in them.
///
/// # Errors
/// A server or a program is missing.
pub async fn empty_database() -> anyhow::Result<Database> {
    let database = Database::create().await?;
    let ground = Ground::on(database).await?;
    migrate(&ground).await?;
    Ok(ground.database)
}

async fn migrate(ground: &Ground) -> anyhow::Result<()> {
    for service in ["registry", "identity"] {
        run(service, &["migrate"], ground.settings_of_owner(service)?).await?;
    }
    Ok(())
}

async fn prepare() -> anyhow::Result<Prepared> {
    let ground = Ground::on(empty_database().await?).await?;
    ground.make_logins().await?;
    make_staff(&ground).await?;
    let settings = ground.settings_of("identity")?;
    let mut identity = Program::new("identity", &["serve"], &settings)
        .start("ASF_IDENTITY_GRPC_ADDR")
        .await?;
    let channel = ground.channel("gateway", "identity", identity.address())?;
    let people = People::new(channel, ground.mail_folder());
    let sessions = make_people(&people).await;
    let sessions = sessions.with_context(|| identity.last_lines())?;
    identity.terminate().await?;
    Ok(Prepared {
        database: ground.database,
        sessions,
    })
}

async fn make_people(people: &People) -> anyhow::Result<Sessions> {
    let today = Clock::system().now().date();
    let profiles = generate(COUNT, SEED, today);
    let [owners, nonmembers, ..] = profiles.as_slice() else {
        anyhow::bail!("there are too few samples");
    };
    let wanted = Wanted {
        owners,
        nonmembers,
        member_from: today,
    };
    let samples = Samples::ensure(people, &wanted).await?;
    let mut sessions = Sessions::new();
    for local in [ACCOUNT, MEMBER] {
        let (email, password) = (samples::email(local), samples::password(local));
        people.sign_up(&email, &password, local).await?;
        let person = people.log_in(&email, &password).await?;
        if local == MEMBER {
            let owner = samples.of(samples::OWNER)?;
            let own = people.organisation_of(owner).await?;
            let own = own.context("the owner's organisation")?.id;
            let guest = (email.as_str(), &person);
            people
                .let_in(owner, &own, guest, MemberRole::Viewer)
                .await?;
        }
        sessions.insert(local.to_owned(), person.session);
    }
    for account in samples::ACCOUNTS {
        let session = samples.of(account.local)?.session.clone();
        sessions.insert(account.local.to_owned(), session);
    }
    Ok(sessions)
}

/// The first one of the staff, as an operator makes it.
async fn make_staff(ground: &Ground) -> anyhow::Result<()> {
    let email = samples::email(samples::STAFF);
    let mut command = tokio::process::Command::new(binary("identity")?);
    command.args(["make-staff", &email]);
    command.envs(ground.settings_of_owner("identity")?);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let mut input = child.stdin.take().context("it was asked for")?;
    let password = samples::password(samples::STAFF);
    input.write_all(format!("{password}\n").as_bytes()).await?;
    drop(input);
    let output = child.wait_with_output().await?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "identity make-staff: {said}");
    Ok(())
}

async fn run(name: &str, arguments: &[&str], settings: Settings) -> anyhow::Result<()> {
    let mut command = tokio::process::Command::new(binary(name)?);
    let ended = limit::run(command.args(arguments).envs(settings)).await?;
    let said = ended.said();
    anyhow::ensure!(ended.status.success(), "{name} {arguments:?}: {said}");
    Ok(())
}
