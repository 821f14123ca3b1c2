//! The formats in which files are posted (385-10).

use serde::{Deserialize, Serialize};

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Portable Document Format (385-10-1).
    Pdf,
    /// Tagged Image File Format (385-10-1).
    Tiff,
    /// JPEG picture (385-10-1).
    Jpeg,
    /// Rich Text Format (385-10-2).
    Rtf,
    /// Word before 2007 (385-10-2).
    Doc,
    /// Word since 2007, without macros (385-10-2).
    Docx,
    /// Excel before 2007 (385-10-3).
    Xls,
    /// Excel since 2007, without macros (385-10-3).
    Xlsx,
    /// `PowerPoint` before 2007 (385-10-4).
    Ppt,
    /// `PowerPoint` since 2007: not named by 385-10-4, permitted only by setting.
    Pptx,
    /// RAR archive, versions 4 and 5 (385-10-5).
    Rar,
    /// ZIP archive (385-10-5).
    Zip,
}

/// What a format is for, in the words of 385-10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 385-10-1.
    Graphic,
    /// 385-10-2.
    Text,
    /// 385-10-3.
    Table,
    /// 385-10-4.
    Presentation,
    /// 385-10-5.
    Archive,
}

impl Kind {
    /// Stable code, in message keys (`documents-kind-graphic`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Graphic => "graphic",
            Self::Text => "text",
            Self::Table => "table",
            Self::Presentation => "presentation",
            Self::Archive => "archive",
        }
    }
}

impl Format {
    /// Every format that can be checked.
    pub const ALL: [Self; 12] = [
        Self::Pdf,
        Self::Tiff,
        Self::Jpeg,
        Self::Rtf,
        Self::Doc,
        Self::Docx,
        Self::Xls,
        Self::Xlsx,
        Self::Ppt,
        Self::Pptx,
        Self::Rar,
        Self::Zip,
    ];

    /// Stable code: in the table, in settings and in interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Tiff => "tiff",
            Self::Jpeg => "jpeg",
            Self::Rtf => "rtf",
            Self::Doc => "doc",
            Self::Docx => "docx",
            Self::Xls => "xls",
            Self::Xlsx => "xlsx",
            Self::Ppt => "ppt",
            Self::Pptx => "pptx",
            Self::Rar => "rar",
            Self::Zip => "zip",
        }
    }

    /// The name people know it by, the same in all languages: `PDF`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Tiff => "TIFF",
            Self::Jpeg => "JPEG",
            Self::Rtf => "RTF",
            Self::Doc => "DOC",
            Self::Docx => "DOCX",
            Self::Xls => "XLS",
            Self::Xlsx => "XLSX",
            Self::Ppt => "PPT",
            Self::Pptx => "PPTX",
            Self::Rar => "RAR",
            Self::Zip => "ZIP",
        }
    }

    /// Endings of file names, small letters, without the dot.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Tiff => &["tif", "tiff"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Rtf => &["rtf"],
            Self::Doc => &["doc"],
            Self::Docx => &["docx"],
            Self::Xls => &["xls"],
            Self::Xlsx => &["xlsx"],
            Self::Ppt => &["ppt"],
            Self::Pptx => &["pptx"],
            Self::Rar => &["rar"],
            Self::Zip => &["zip"],
        }
    }

    /// What it is for.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Pdf | Self::Tiff | Self::Jpeg => Kind::Graphic,
            Self::Rtf | Self::Doc | Self::Docx => Kind::Text,
            Self::Xls | Self::Xlsx => Kind::Table,
            Self::Ppt | Self::Pptx => Kind::Presentation,
            Self::Rar | Self::Zip => Kind::Archive,
        }
    }

    /// Content type of a download.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Tiff => "image/tiff",
            Self::Jpeg => "image/jpeg",
            Self::Rtf => "application/rtf",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xls => "application/vnd.ms-excel",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Rar => "application/vnd.rar",
            Self::Zip => "application/zip",
        }
    }

    /// The format with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// The format that the ending of `name` promises, in small, capital or mixed letters.
    pub fn by_name(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        Self::ALL.into_iter().find(|f| f.endings().iter().any(|e| e.eq_ignore_ascii_case(ending)))
    }
}

/// Formats that are permitted: a setting, by default exactly the list of 385-10.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Formats(Vec<Format>);

impl Default for Formats {
    fn default() -> Self {
        Self(Format::ALL.into_iter().filter(|f| *f != Format::Pptx).collect())
    }
}

impl Formats {
    /// These formats, in the order of 385-10.
    pub fn new(formats: impl IntoIterator<Item = Format>) -> Self {
        let mut formats: Vec<_> = formats.into_iter().collect();
        formats.sort_unstable();
        formats.dedup();
        Self(formats)
    }

    /// Is it permitted?
    pub fn permits(&self, format: Format) -> bool {
        self.0.contains(&format)
    }

    /// The permitted ones, in the order of 385-10.
    pub fn iter(&self) -> impl Iterator<Item = Format> + '_ {
        self.0.iter().copied()
    }

    /// The list as shown in a refusal: `PDF, TIFF, JPEG …`.
    pub fn list(&self) -> String {
        self.0.iter().map(|f| f.name()).collect::<Vec<_>>().join(", ")
    }

    /// For the `accept` attribute of a file field: `.pdf,.tif,.tiff …`.
    pub fn accept(&self) -> String {
        let endings = self.0.iter().flat_map(|f| f.endings());
        endings.map(|e| format!(".{e}")).collect::<Vec<_>>().join(",")
    }
}
