//! The command line of the program.

use std::fmt;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A Taobao Open Platform gateway on 127.0.0.1, with the API pages' examples seeded.

Usage: top-sandbox --port P --app-key K --app-secret S --session T [--page-port Q]

  --port P        the port; 0 takes a free one (default 0). The port is printed on standard output
  --app-key K     the app key that calls must name
  --app-secret S  the secret that calls must be signed with
  --session T     the session that calls may name
  --page-port Q   the port of a page that shows the gateway at work; 0 takes a free one
                  (default: no page). Its URL is the third line on standard output
  --help          this text

Faults: POST, GET or DELETE /_sandbox/faults    Counts: GET or DELETE /_sandbox/counts";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Help,
    Serve(Options),
}

/// How to serve.
#[derive(PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) port: u16,
    /// The port of the page, where one is wanted.
    pub(crate) page_port: Option<u16>,
    pub(crate) app_key: String,
    pub(crate) app_secret: String,
    pub(crate) session: String,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// Reads the command line; an `Err` is a sentence for the user.
pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> Result<Asked, String> {
    let mut arguments = arguments.into_iter();
    let mut given = Given::default();
    while let Some(argument) = arguments.next() {
        if matches!(argument.as_str(), "--help" | "-h") {
            return Ok(Asked::Help);
        }
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, arguments.next()),
        };
        let place = given.place(&name)?;
        let value = value.filter(|value| !value.is_empty());
        *place = Some(value.ok_or_else(|| format!("{name} needs a value"))?);
    }
    given.into_options().map(Asked::Serve)
}

#[derive(Default)]
struct Given {
    port: Option<String>,
    page_port: Option<String>,
    app_key: Option<String>,
    app_secret: Option<String>,
    session: Option<String>,
}

impl Given {
    fn place(&mut self, name: &str) -> Result<&mut Option<String>, String> {
        match name {
            "--port" => Ok(&mut self.port),
            "--page-port" => Ok(&mut self.page_port),
            "--app-key" => Ok(&mut self.app_key),
            "--app-secret" => Ok(&mut self.app_secret),
            "--session" => Ok(&mut self.session),
            _ => Err(format!("there is no option {name}")),
        }
    }

    fn into_options(self) -> Result<Options, String> {
        let needed = |value: Option<String>, name| value.ok_or(format!("{name} is needed"));
        let port = |text: &str, name: &str| {
            let parsed = text.parse();
            parsed.map_err(|_| format!("{name} must be a number from 0 to 65535"))
        };
        let page_port = self.page_port.as_deref();
        let page_port = page_port.map(|text| port(text, "--page-port"));
        Ok(Options {
            port: port(self.port.as_deref().unwrap_or("0"), "--port")?,
            page_port: page_port.transpose()?,
            app_key: needed(self.app_key, "--app-key")?,
            app_secret: needed(self.app_secret, "--app-secret")?,
            session: needed(self.session, "--session")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, read};

    fn asked(line: &str) -> Result<Asked, String> {
        read(
            line.split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned),
        )
    }

    #[test]
    fn options_are_read_in_any_order_and_form() {
        let line = "--session t --app-secret=s --port 80 --app-key k";
        let Ok(Asked::Serve(options)) = asked(line) else {
            panic!("not understood")
        };
        assert_eq!((options.port, options.page_port), (80, None));
        assert_eq!(options.app_key, "k");
        assert_eq!(options.app_secret, "s");
        assert_eq!(options.session, "t");
        assert!(matches!(asked("--port x --help"), Ok(Asked::Help)));
    }

    #[test]
    fn mistakes_get_a_sentence() {
        for (line, sentence) in [
            ("", "--app-key is needed"),
            (
                "--app-key k --app-secret s --session t --port x",
                "--port must be",
            ),
            ("--port", "--port needs a value"),
            ("--prot 1", "there is no option --prot"),
        ] {
            let error = asked(line).unwrap_err();
            assert!(error.starts_with(sentence), "{line}: {error}");
        }
    }
}
