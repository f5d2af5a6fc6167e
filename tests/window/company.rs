//! The window is not alone with its book: a second start, and the terminal.

use crate::harness::Desk;

/// One window a book: the second says so and ends well, the first goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_on_the_same_book_says_so_and_ends() {
    let desk = Desk::new("second-start");
    let window = desk.open().await;

    let second = desk.start_again();
    assert!(second.status.success(), "{}", second.stderr);
    assert!(second.stderr.contains("sudah terbuka"), "{}", second.stderr);
    assert!(second.stderr.contains(&*desk.book().to_string_lossy()), "{}", second.stderr);

    // The first is still there, and when it is closed the next start gets the book.
    window.wait_for("#app > *").await;
    window.close().await;
    desk.open().await;
}
