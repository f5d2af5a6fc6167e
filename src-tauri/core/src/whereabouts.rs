//! Where a book should not lie: in a folder that a program synchronises, or on another computer's disk. What keeps two
//! programs from writing at once doesn't hold there, and half a change may be carried away.
//!
//! Only what a system says of a path is looked at: the names in it, the folders that such programs have told the system, and
//! the kind of disk.

use crate::Sentence;

/// What is the matter with a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// A program carries it elsewhere; its name.
    Synced(String),
    /// Another computer's disk.
    Network,
}

/// How the folders of such programs begin, folded as names are ([`crate::filename::key`]), and what they are called.
const SYNCED: [(&str, &str); 12] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("icloud drive", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("megasync", "MEGA"),
    ("pcloud", "pCloud"),
    ("yandex.disk", "Yandex Disk"),
];

/// File systems, as Linux names them, that are another computer's.
const REMOTE: [&str; 8] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph"];

/// File systems of programs that carry files elsewhere: the word behind `fuse.`.
const CARRIED: [&str; 6] = ["sshfs", "rclone", "gvfsd-fuse", "onedriver", "google-drive-ocamlfuse", "davfs2"];

impl Whereabouts {
    /// What the path itself says: its names, and whether it begins in one of `roots`, which a program has told the system
    /// (name and folder). Either kind of slash parts names.
    #[must_use]
    pub fn of(path: &str, roots: &[(&str, String)]) -> Option<Self> {
        let plain = crate::filename::plain(path);
        let names = |path: &str| path.split(['/', '\\']).map(crate::filename::key).collect::<Vec<_>>();
        let here = names(&plain);
        let within = |folder: &str| {
            let folder = names(folder.trim_end_matches(['/', '\\']));
            !folder.concat().is_empty() && here.starts_with(&folder)
        };
        if let Some((name, _)) = roots.iter().find(|(_, folder)| within(folder)) {
            return Some(Self::Synced((*name).to_owned()));
        }
        // The last name is the book's own.
        let folders = here.split_last().map_or(&here[..], |(_, folders)| folders);
        let begins = |name: &str, with: &str| {
            // "OneDrive - Toko Ratna", "Dropbox (Pribadi)", but no "dropboxlama".
            name.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(', '_']))
        };
        let named = |name: &String| SYNCED.iter().find(|(with, _)| begins(name, with)).map(|(_, called)| *called);
        if let Some(called) = folders.iter().find_map(named) {
            return Some(Self::Synced(called.to_owned()));
        }
        plain.starts_with(r"\\").then_some(Self::Network)
    }

    /// What Linux's list of mounts (`/proc/self/mountinfo`) says of the disk that a path lies on.
    #[must_use]
    pub fn mounted(mountinfo: &str, path: &str) -> Option<Self> {
        let mount = |line: &str| {
            let (place, kind) = line.split_once(" - ")?;
            let at = unescaped(place.split(' ').nth(4)?);
            let inside = path.strip_prefix(at.trim_end_matches('/'))?;
            let kind = kind.split(' ').next()?.to_owned();
            (inside.is_empty() || inside.starts_with('/')).then_some((at.len(), kind))
        };
        // The deepest, and of two at one place the last, which covers the other.
        let (_, kind) = mountinfo.lines().filter_map(mount).max_by_key(|(depth, _)| *depth)?;
        let carried = kind.strip_prefix("fuse.").filter(|word| CARRIED.contains(word));
        match carried {
            Some("onedriver") => Some(Self::Synced("OneDrive".to_owned())),
            Some("google-drive-ocamlfuse") => Some(Self::Synced("Google Drive".to_owned())),
            Some(_) => Some(Self::Network),
            None => REMOTE.contains(&kind.as_str()).then_some(Self::Network),
        }
    }

    /// What a person is told of a book there, and what to do instead.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let (id, en) = match self {
            Self::Synced(name) => (
                format!("Buku ada di folder {name}. Program sinkron bisa menyalinnya setengah jadi atau menggantinya."),
                format!("The book lies in a folder of {name}. A sync program may copy it half-written, or replace it."),
            ),
            Self::Network => (
                "Buku ada di folder jaringan. Kunci berkas tidak selalu berlaku di sana, jadi dua komputer bisa menulis sekaligus dan merusaknya.".to_owned(),
                "The book lies in a network folder. Locks don't always hold there, so two computers could write at once and damage it.".to_owned(),
            ),
        };
        Sentence::new(id, en).and(&Sentence::new(
            "Taruh buku di disk komputer ini, dan pakai folder itu sebagai tempat kedua cadangan.",
            "Keep the book on this computer's disk, and use that folder as the second place of its backups.",
        ))
    }
}

/// A path as the list of mounts writes it: spaces and the like as three octal digits.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 4).and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match code {
            Some(code) => {
                out.push(char::from(code));
                rest = &rest[at + 4..];
            }
            None => {
                out.push('\\');
                rest = &rest[at + 1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn synced(name: &str) -> Option<Whereabouts> {
        Some(Whereabouts::Synced(name.to_owned()))
    }

    #[test]
    fn folders_that_are_carried_elsewhere_are_known_by_name_or_by_what_the_system_was_told() {
        for (path, name) in [
            (r"C:\Users\Ratna\OneDrive\Documents\buku.runut", "OneDrive"),
            (r"C:\Users\Ratna\OneDrive - Toko Ratna\buku.runut", "OneDrive"),
            (r"\\?\D:\Dropbox (Pribadi)\toko\buku.runut", "Dropbox"),
            ("/home/ratna/Dropbox/buku.runut", "Dropbox"),
            (r"G:\My Drive\buku.runut", "Google Drive"),
            ("/Users/ratna/Library/CloudStorage/OneDrive-Pribadi/buku.runut", "OneDrive"),
            ("/Users/ratna/Library/Mobile Documents/com~apple~CloudDocs/buku.runut", "iCloud Drive"),
        ] {
            assert_eq!(Whereabouts::of(path, &[]), synced(name), "{path}");
        }
        for path in [
            r"C:\Users\Ratna\AppData\Roaming\Runut\data\buku.runut",
            "/home/ratna/.local/share/runut/buku.runut",
            "/home/ratna/dropboxlama/buku.runut",
            "/home/ratna/Dropbox",
            "/home/ratna/toko/OneDrive.runut",
        ] {
            assert_eq!(Whereabouts::of(path, &[]), None, "{path}");
        }
        let told = [("OneDrive", r"D:\Awan\".to_owned()), ("OneDrive", String::new())];
        assert_eq!(Whereabouts::of(r"d:\awan\toko\buku.runut", &told), synced("OneDrive"));
        assert_eq!(Whereabouts::of(r"D:\Awan-lama\buku.runut", &told), None);
    }

    #[test]
    fn another_computers_disk_is_known_by_its_path_or_its_kind() {
        assert_eq!(Whereabouts::of(r"\\kasir\toko\buku.runut", &[]), Some(Whereabouts::Network));
        assert_eq!(Whereabouts::of(r"\\?\UNC\kasir\toko\buku.runut", &[]), Some(Whereabouts::Network));
        let mounts = "22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n\
            40 22 0:35 / /mnt/toko\\040ibu rw - cifs //kasir/toko rw\n\
            41 22 0:36 / /mnt/nas rw shared:9 - nfs4 nas:/toko rw\n\
            42 41 0:37 / /mnt/nas/usb rw - ext4 /dev/sdb1 rw\n\
            43 22 0:38 / /home/r/awan rw - fuse.rclone awan: rw\n\
            44 22 0:39 / /home/r/satu rw - fuse.onedriver x rw\n\
            45 22 0:40 / /media/stik rw - fuseblk /dev/sdc1 rw";
        let of = |path: &str| Whereabouts::mounted(mounts, path);
        assert_eq!(of("/mnt/toko ibu/buku.runut"), Some(Whereabouts::Network));
        assert_eq!(of("/mnt/nas/buku.runut"), Some(Whereabouts::Network));
        assert_eq!(of("/home/r/awan/buku.runut"), Some(Whereabouts::Network));
        assert_eq!(of("/home/r/satu/buku.runut"), synced("OneDrive"));
        for path in ["/mnt/nas/usb/buku.runut", "/mnt/nasi/buku.runut", "/media/stik/buku.runut", "/buku.runut"] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}
