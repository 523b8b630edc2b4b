//! What git knows of a repository: which files have changed, and what the index holds. Everything is asked of the `git`
//! program, never through a shell, and nothing is ever written.
//!
//! What a stranger may have put into the files of a repository must not make git run a program or reach a network; see
//! [`GUARD`].

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

/// What git is told before anything else. A folder of documents may hold what git takes for a repository of its own, with
/// a configuration that names programs; and a repository's own monitor of files is not worth running for one question.
const GUARD: [&str; 4] = ["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"];

/// Why git cannot be asked, in words, and what to do about it.
#[derive(Debug)]
pub struct Trouble {
    pub message: String,
    pub help: Option<String>,
}

/// A repository with a working tree.
#[derive(Debug)]
pub struct Repository {
    /// The top of the working tree, with every link followed.
    pub root: PathBuf,
    /// Where git is run; `None` is the working directory, with the environment that a hook is given.
    folder: Option<PathBuf>,
}

/// What the index holds of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// Below the top of the working tree.
    pub path: PathBuf,
    /// The name of its content.
    pub object: String,
}

/// What has changed since a revision.
#[derive(Debug)]
pub struct Changed {
    /// By their full paths.
    pub files: BTreeSet<PathBuf>,
    pub base: Base,
}

/// What the files were compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// The revision that was named.
    Revision,
    /// The commit where this branch left it.
    Common(String),
    /// The revision that was named, as it has no commit in common with this branch: in a shallow clone, perhaps.
    Unrelated,
}

/// The contents of staged files, of one or several repositories.
#[derive(Debug, Default)]
pub struct Index {
    /// By the full path of the file.
    files: BTreeMap<PathBuf, (usize, String)>,
    readers: Vec<Mutex<Objects>>,
    /// The files that git keeps its indexes in.
    pub kept_in: Vec<PathBuf>,
}

/// The top of the working tree that a folder, given by its full path, lies in, as its `.git` shows. Git is not asked.
pub fn top_of(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").exists())
}

impl Trouble {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn help(self, help: &str) -> Self {
        Self { help: Some(help.to_owned()), ..self }
    }
}

impl Repository {
    /// The repository that a folder is in, or the working directory.
    ///
    /// # Errors
    /// Where there is no git, or no repository with a working tree.
    pub fn find(folder: Option<&Path>) -> Result<Self, Trouble> {
        let here = Self { root: PathBuf::new(), folder: folder.map(Path::to_owned) };
        let output = here.run(["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            let place =
                folder.map_or_else(|| "the working directory".to_owned(), |path| format!("`{}`", path.display()));
            let why = said(&output);
            return Err(Trouble::new(format!("{place} is in no git working tree: {why}"))
                .help("run it inside a repository, or without `--since` and `--staged`"));
        }
        let line = output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout);
        let root = path_of(line.strip_suffix(b"\r").unwrap_or(line));
        let root = root.canonicalize().unwrap_or(root);
        Ok(Self { root, ..here })
    }

    /// Whether a folder, given by its full path, belongs to this repository and not to one inside it.
    pub fn holds(&self, folder: &Path) -> bool {
        folder.starts_with(&self.root)
            && !folder.ancestors().take_while(|above| *above != self.root).any(|above| above.join(".git").exists())
    }

    /// The files that this branch has changed since it left a revision, and those that git does not know of yet; with `..`
    /// behind the revision, those that are not as the revision itself has them. Files that are gone are none of them.
    ///
    /// # Errors
    /// Where there is no such revision.
    pub fn changed_since(&self, revision: &str) -> Result<Changed, Trouble> {
        let (commit, base) = self.base(revision)?;
        let files = self.files_changed_since(&commit)?;
        Ok(Changed { files, base })
    }

    /// The commit to compare with, and what is worth saying of it.
    fn base(&self, revision: &str) -> Result<(String, Base), Trouble> {
        // As git has it: two dots are the revision itself, three are where the branch left it.
        let left = revision.strip_suffix("...").filter(|left| !left.is_empty());
        if let (None, Some(itself)) = (left, revision.strip_suffix("..").filter(|itself| !itself.is_empty())) {
            return Ok((self.commit(itself)?, Base::Revision));
        }
        let commit = self.commit(left.unwrap_or(revision))?;
        let output = self.run(["merge-base", &commit, "HEAD"])?;
        let common = String::from_utf8_lossy(&output.stdout);
        Ok(match common.lines().next().filter(|common| output.status.success() && is_name(common)) {
            Some(common) if common == commit => (commit, Base::Revision),
            Some(common) => (common.to_owned(), Base::Common(common.to_owned())),
            None => (commit, Base::Unrelated),
        })
    }

    fn files_changed_since(&self, commit: &str) -> Result<BTreeSet<PathBuf>, Trouble> {
        let mut diff = self.command([
            "-c",
            "diff.relative=false",
            "diff",
            "--name-only",
            "--diff-filter=d",
            "--no-renames",
            "--no-ext-diff",
            "--ignore-submodules",
            "-z",
            commit,
            "--",
        ]);
        set(&mut diff, &self.without_filters()?);
        let changed = lines(diff)?;
        let new = self.lines(["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"])?;
        Ok(changed.iter().chain(&new).map(|path| self.root.join(path_of(path))).collect())
    }

    /// The regular files whose staged content is not that of the last commit.
    ///
    /// # Errors
    /// Where git fails, or a file is in conflict.
    pub fn staged(&self) -> Result<Vec<Staged>, Trouble> {
        let fields = self.lines([
            "-c",
            "diff.relative=false",
            "diff",
            "--cached",
            "--raw",
            "--no-abbrev",
            "--diff-filter=d",
            "--no-renames",
            "--no-ext-diff",
            "--ignore-submodules",
            "-z",
            "--",
        ])?;
        let mut staged = Vec::new();
        for pair in fields.chunks_exact(2) {
            // `:100644 100644 <object before> <object after> M`, then the path.
            let header = String::from_utf8_lossy(&pair[0]);
            let words: Vec<&str> = header.split(' ').collect();
            let [_, mode, _, object, status] = words[..] else { continue };
            let path = path_of(&pair[1]);
            if status == "U" {
                let message = format!("`{}` is in conflict, so that nothing of it is staged", path.display());
                return Err(Trouble::new(message).help("resolve the conflict and `git add` the file"));
            }
            if mode.starts_with("100") {
                staged.push(Staged { path, object: object.to_owned() });
            }
        }
        Ok(staged)
    }

    /// The file that the index is kept in.
    fn index_file(&self) -> Result<PathBuf, Trouble> {
        let output = self.run(["rev-parse", "--git-path", "index"])?;
        let path = path_of(output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout));
        Ok(self.folder.as_ref().map_or_else(|| path.clone(), |folder| folder.join(&path)))
    }

    /// The name of the commit that a revision stands for.
    fn commit(&self, revision: &str) -> Result<String, Trouble> {
        let unknown = || {
            Trouble::new(format!("`{revision}` is no revision of the repository"))
                .help("name a commit, a branch or a tag; in a shallow clone, fetch it first")
        };
        if revision.starts_with('-') || revision.is_empty() {
            return Err(unknown());
        }
        let wanted = format!("{revision}^{{commit}}");
        let output = self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let name = String::from_utf8_lossy(&output.stdout);
        let name = name.lines().last().unwrap_or_default().to_owned();
        if output.status.success() && is_name(&name) { Ok(name) } else { Err(unknown()) }
    }

    /// The settings under which git runs no filter of those that configurations name: to compare a file that was touched
    /// with what is committed, it would. Where the filter makes a difference, the file counts as changed.
    fn without_filters(&self) -> Result<Vec<(OsString, &'static str)>, Trouble> {
        let filters = r"^filter\..*\.(clean|process|required)$";
        // That there is none is a failure for git.
        let output = output_of(self.command(["config", "-z", "--name-only", "--get-regexp", filters]))?;
        let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| (path_of(name).into(), if name.ends_with(b".required") { "false" } else { "" })).collect())
    }

    /// What git writes, split where it writes NUL.
    fn lines<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<Vec<Vec<u8>>, Trouble> {
        lines(self.command(arguments))
    }

    fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<Output, Trouble> {
        output_of(self.command(arguments))
    }

    fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new("git");
        // Objects that a partial clone lacks are not fetched: masthead reaches no network, through git neither.
        command.args(GUARD).args(arguments).env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1");
        for variable in ["GIT_LITERAL_PATHSPECS", "GIT_EXTERNAL_DIFF"] {
            command.env_remove(variable);
        }
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
            // These are about the repository of the working directory.
            for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
                command.env_remove(variable);
            }
        }
        command
    }
}

impl Index {
    /// Takes in the staged files of a repository.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn add(&mut self, repository: &Repository, staged: Vec<Staged>) -> Result<(), Trouble> {
        let objects = Objects::open(repository)
            .map_err(|error| Trouble::new(format!("git cannot be run: {error}")).help("install git, or name files"))?;
        self.kept_in.push(repository.index_file()?);
        let reader = self.readers.len();
        self.readers.push(Mutex::new(objects));
        self.files.extend(staged.into_iter().map(|one| (repository.root.join(one.path), (reader, one.object))));
        Ok(())
    }

    /// The full paths of the files.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    pub fn holds(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// Reads the staged content of a file; `None` if it is not one of those.
    pub fn read<T>(&self, path: &Path, read: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> Option<io::Result<T>> {
        let (reader, object) = self.files.get(path)?;
        let mut objects = self.readers[*reader].lock().unwrap_or_else(PoisonError::into_inner);
        Some(objects.read(object, read))
    }
}

/// A `git cat-file --batch` that waits for names of objects.
#[derive(Debug)]
struct Objects {
    child: Child,
    /// Taken when there is nothing more to ask.
    names: Option<ChildStdin>,
    contents: BufReader<ChildStdout>,
}

impl Objects {
    fn open(repository: &Repository) -> io::Result<Self> {
        let mut command = repository.command(["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let names = child.stdin.take();
        let contents = BufReader::new(child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?);
        Ok(Self { child, names, contents })
    }

    fn read<T>(&mut self, object: &str, read: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> io::Result<T> {
        let names = self.names.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        names.write_all(format!("{object}\n").as_bytes())?;
        names.flush()?;
        let mut header = String::new();
        self.contents.read_line(&mut header)?;
        // `<name> blob <size>`
        let size = header.trim_end().split_once(" blob ");
        let size = size.and_then(|(_, size)| size.parse::<u64>().ok());
        let size = size.ok_or_else(|| io::Error::other(format!("git has no content `{object}`")))?;
        let mut content = self.contents.by_ref().take(size);
        let result = read(&mut content);
        io::copy(&mut content, &mut io::sink())?;
        // A line end follows the content.
        self.contents.read_exact(&mut [0])?;
        result
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        self.names = None;
        // It ends as there is nothing more to read.
        let _ = self.child.wait();
    }
}

/// Whether this is the name of an object.
fn is_name(name: &str) -> bool {
    name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Adds settings to those that git finds in its environment.
fn set(command: &mut Command, settings: &[(OsString, &str)]) {
    let before = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
    for (index, (name, value)) in settings.iter().enumerate() {
        let index = before + index;
        command.env(format!("GIT_CONFIG_KEY_{index}"), name).env(format!("GIT_CONFIG_VALUE_{index}"), value);
    }
    if !settings.is_empty() {
        command.env("GIT_CONFIG_COUNT", (before + settings.len()).to_string());
    }
}

fn output_of(mut command: Command) -> Result<Output, Trouble> {
    let run = command.stdin(Stdio::null()).output();
    run.map_err(|error| Trouble::new(format!("git cannot be run: {error}")).help("install git, or name files"))
}

fn lines(command: Command) -> Result<Vec<Vec<u8>>, Trouble> {
    let output = output_of(command)?;
    if !output.status.success() {
        return Err(Trouble::new(format!("git failed: {}", said(&output))));
    }
    let parts = output.stdout.split(|byte| *byte == 0).filter(|part| !part.is_empty());
    Ok(parts.map(<[u8]>::to_vec).collect())
}

/// What git says of a failure, on one line.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().next().unwrap_or("no reason given").trim_start_matches("fatal: ").to_owned()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
