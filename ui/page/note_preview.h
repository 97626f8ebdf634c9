// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/reader.h"
#include "ui/page/measured_browser.h"

#include <functional>

namespace kaba {

/// A note as it reads. Nothing is fetched or run: pictures are named, HTML is text, and an address opens on a click
/// only, as http or https.
class NotePreview : public MeasuredBrowser {
    Q_OBJECT
public:
    /// What a link to a subject says; empty where there is no such thing.
    using NameOf = std::function<QString(const NoteSubject&)>;

    explicit NotePreview(QWidget* parent = nullptr);

    /// Keeps its place.
    void showNote(const QString& markdown, const NameOf& nameOf);

    QVariant loadResource(int type, const QUrl& name) override;

Q_SIGNALS:
    void subjectClicked(const kaba::NoteSubject& subject);

private:
    void follow(const QUrl& link);
    void nameImages();
    void airLines();
    void calmTables();
};

/// `markdown` with its links in double brackets as links of Markdown that NotePreview understands.
QString withNamedLinks(const QString& markdown, const NotePreview::NameOf& nameOf);

} // namespace kaba
