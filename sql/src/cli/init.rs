//! `-i FILE`: what a session begins with.

use super::args::Variables;
use super::messages::Messages;
use super::{Failure, block_on};
use crate::exec::{Outcome, Session};
use crate::script::{Diagnostic, Source, Statement, split, substitute};

/// Whether statements are run, or only checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// They are run.
    Run,
    /// They are checked; what they define is seen by those after them.
    Check,
}

/// The session after the files of `-i`.
pub(super) fn prepared(
    threads: usize,
    mut session: Session,
    variables: &Variables,
    doing: Doing,
    messages: Messages,
) -> Result<Session, Failure> {
    if variables.init.is_empty() {
        return Ok(session);
    }
    block_on(threads, async {
        init(&mut session, variables, doing, messages).await?;
        Ok(session)
    })
}

/// Runs the files of `-i`. Rows are not printed; what they set, use and create stays.
pub(super) async fn init(
    session: &mut Session,
    variables: &Variables,
    doing: Doing,
    messages: Messages,
) -> Result<(), Failure> {
    for path in &variables.init {
        for raw in split(&Source::read(path)?)? {
            let statement = substitute(&raw, &session.variables)?;
            messages.warnings(&statement);
            messages.echo(&statement);
            if statement.text().trim().is_empty() {
                continue;
            }
            match doing {
                Doing::Run => run(session, &statement, messages).await?,
                Doing::Check => {
                    let mut problems = session.check(&statement).await.problems.into_iter();
                    problems.next().map_or(Ok(()), Err)?;
                }
            }
        }
    }
    Ok(())
}

async fn run(
    session: &mut Session,
    statement: &Statement,
    messages: Messages,
) -> Result<(), Diagnostic> {
    use futures::TryStreamExt;
    let outcome = session.execute(statement, &|_| {}).await;
    let notices = session.take_notices();
    notices.iter().for_each(|it| messages.diagnostic(it));
    let Outcome::Rows(rows) = outcome? else {
        return Ok(());
    };
    rows.try_for_each(|_| async { Ok(()) })
        .await
        .map_err(|error| session.engine_error(statement, &error))
}
