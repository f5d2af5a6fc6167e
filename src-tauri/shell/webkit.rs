//! What WebKit must be told before it starts.

/// Has WebKitGTK draw without DMA-BUF: less memory, and no blank windows with drivers that lack it.
///
/// It reads an environment variable, which a process can't safely set for itself: the program starts itself again, as
/// the same process. Not under WebDriver, where pictures would never come; and whoever set the variable is obeyed.
#[cfg(target_os = "linux")]
pub(crate) fn settle() {
    use std::os::unix::process::CommandExt;
    const DRAWING: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

    if std::env::var_os(DRAWING).is_some() || crate::driven() {
        return;
    }
    let mut arguments = std::env::args_os();
    let (Ok(program), Some(name)) = (std::env::current_exe(), arguments.next()) else { return };
    // Only answers if it failed; then the window opens all the same.
    let _ = std::process::Command::new(program).arg0(name).args(arguments).env(DRAWING, "1").exec();
}

/// Other systems have another WebKit.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle() {}
