// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/paper_html.h"

#include "papers_db/outline.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/theme/shades.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

/// Builds the page piece by piece; each function below is one part of it.
class PageWriter {
    Q_DECLARE_TR_FUNCTIONS(kaba::PaperHtml)

public:
    PageWriter(const PaperFacts& facts, Language language, const QPalette& palette)
        : m_facts(facts)
        , m_language(language)
        , m_muted(shades::muted(palette).name())
        , m_warning(shades::warning(palette).name())
        , m_raised(palette.color(QPalette::AlternateBase).name())
    {}

    QString write()
    {
        writeAuthors();
        writeLinks();
        writeCode();
        writeGroups();
        writeDemos();
        writeSummary();
        writeSurveyFields();
        writeResult();
        writeRelations();
        writeMentions();
        return m_html;
    }

private:
    QString words(const Text& text) const { return inLanguage(text, m_language); }
    QString words(const Label& label) const { return inLanguage(label, m_language); }
    QString muted(const QString& html) const
    {
        return u"<span style=\"color:%1\">%2</span>"_s.arg(m_muted, html);
    }

    static QString link(QStringView target, const QString& name)
    {
        return u"<a href=\"%1\" style=\"text-decoration:none\">%2</a>"_s.arg(
            target.toString().toHtmlEscaped(), name.toHtmlEscaped());
    }
    static QString link(std::u16string_view scheme, const QString& id, const QString& name)
    {
        return link(QStringView(scheme).toString() + id, name);
    }

    void paragraph(const QString& html, int above = 4)
    {
        m_html +=
            u"<p style=\"margin-top:%1px;margin-bottom:0px;line-height:140%\">%2</p>"_s.arg(above).arg(html);
    }
    void heading(const QString& words)
    {
        m_html +=
            u"<p style=\"margin-top:20px;margin-bottom:0px\"><b>%1</b></p>"_s.arg(words.toHtmlEscaped());
    }

    void writeAuthors();
    void writeLinks();
    void writeCode();
    void writeGroups();
    void writeDemos();
    void writeSummary();
    void writeSurveyFields();
    void writeResult();
    void writeRelations();
    void writeMentions();
    QString groupPathHtml(const std::string& path) const;
    QString codeHtml(const CodeFact& fact) const;

    const PaperFacts& m_facts;
    Language m_language;
    QString m_muted, m_warning, m_raised;
    QString m_html;
};

void PageWriter::writeAuthors()
{
    QStringList authors;
    for (const Author& author : m_facts.paper.authors)
        authors.append(link(kAuthorScheme, qstring(author.name), qstring(author.name)));
    if (!authors.isEmpty())
        paragraph(authors.join(u", "_s), 0);
    QStringList venue;
    for (const std::string* part :
         {&m_facts.paper.row.venue, &m_facts.paper.presentation, &m_facts.paper.expansion})
        if (!part->empty())
            venue.append(qstring(*part).toHtmlEscaped());
    if (!venue.isEmpty())
        paragraph(muted(venue.join(u" · "_s)));
}

void PageWriter::writeLinks()
{
    QStringList links;
    for (const Link& address : m_facts.paper.links)
        links.append(link(qstring(address.url), words(labelOf(address.kind))));
    if (!links.isEmpty())
        paragraph(links.join(u" · "_s));
}

QString PageWriter::codeHtml(const CodeFact& fact) const
{
    const QString date = qstring(fact.date).toHtmlEscaped();
    QString state;
    switch (fact.state) {
    case CodeState::Repository:
        state = date.isEmpty() ? tr("repository") : tr("repository, as of %1").arg(date);
        break;
    case CodeState::None:
        state = date.isEmpty() ? tr("no code") : tr("no code at that date (%1)").arg(date);
        break;
    case CodeState::NotListed:
        state = date.isEmpty() ? tr("not listed") : tr("not listed as of %1").arg(date);
        break;
    }
    if (!fact.revision.empty())
        state += u", "_s + tr("revision %1").arg(qstring(fact.revision).toHtmlEscaped());
    QString html;
    if (!fact.url.empty())
        html = link(qstring(fact.url), fact.label.empty() ? qstring(fact.url) : qstring(fact.label)) + u' ';
    html += muted(state);
    if (!fact.remark.empty())
        html += u" "_s + muted(u"– "_s + words(fact.remark).toHtmlEscaped());
    return html;
}

void PageWriter::writeCode()
{
    QStringList facts;
    for (const CodeFact& fact : m_facts.paper.code)
        facts.append(codeHtml(fact));
    if (!facts.isEmpty())
        paragraph(tr("Code: %1").arg(facts.join(u"<br>"_s)));
}

QString PageWriter::groupPathHtml(const std::string& path) const
{
    QStringList steps;
    for (const Group& group : m_facts.groups)
        if (path == group.path || path.starts_with(group.path + '/'))
            steps.append(link(kGroupScheme, qstring(group.path), words(group.label)));
    return steps.join(muted(u" › "_s));
}

void PageWriter::writeGroups()
{
    for (const std::string& path : m_facts.paper.groups)
        paragraph(groupPathHtml(path));
}

void PageWriter::writeDemos()
{
    if (m_facts.demos.empty()) {
        paragraph(muted(tr("There is no live demo of this paper yet.")), 12);
        return;
    }
    heading(tr("Live demo"));
    for (const DemoLink& demo : m_facts.demos) {
        paragraph(link(kDemoScheme, demo.id, demo.title), &demo == &m_facts.demos.front() ? 4 : 16);
        if (!demo.whatToTry.isEmpty())
            paragraph(inlineHtml(demo.whatToTry));
        m_html += demo.equations;
    }
}

void PageWriter::writeSummary()
{
    if (m_facts.page.summary.empty())
        return;
    heading(tr("Summary"));
    paragraph(inlineHtml(words(m_facts.page.summary)));
}

void PageWriter::writeSurveyFields()
{
    const std::pair<QString, const Text*> fields[] = {{tr("Proposed method"), &m_facts.page.method},
                                                      {tr("Data"), &m_facts.page.data},
                                                      {tr("Baselines"), &m_facts.page.baselines}};
    for (const auto& [name, text] : fields)
        if (!text->empty()) {
            heading(name);
            paragraph(inlineHtml(words(*text)));
        }
}

void PageWriter::writeResult()
{
    if (m_facts.page.result.empty())
        return;
    heading(tr("Headline result"));
    const ResultStatus status = m_facts.page.resultStatus;
    QString badge;
    if (status == ResultStatus::NotVerified || status == ResultStatus::SecondHand)
        badge = u"<span style=\"background-color:%1;color:%2\">&nbsp;<b>%3</b>&nbsp;</span> "_s.arg(
            m_raised, m_warning, words(labelOf(status)).toHtmlEscaped());
    paragraph(badge + inlineHtml(words(m_facts.page.result)));
    if (!m_facts.page.resultSource.empty())
        paragraph(muted(tr("Source: %1").arg(inlineHtml(words(m_facts.page.resultSource)))));
}

void PageWriter::writeRelations()
{
    heading(tr("Related papers"));
    int number = 0;
    for (const Relation& relation : m_facts.relations) {
        const bool leaves = relation.from == m_facts.paper.row.id;
        const QString other = qstring(leaves ? relation.to : relation.from);
        const QString kind = words(labelOf(relation.kind)), note = words(filled(relation.note));
        const QString about = note.isEmpty() ? kind : relation.own ? kind + u": "_s + note : note;
        const QString way = leaves ? u"→ "_s : u"← "_s;
        const QString remove = link(kRelationScheme, QString::number(number++), tr("delete"));
        paragraph(way + link(kPaperScheme, other, m_facts.names.value(other, other)) + u" "_s +
                  muted(u"– "_s + about.toHtmlEscaped()) +
                  (relation.own ? u" "_s + muted(tr("(yours)")) + u" "_s + remove : QString()));
    }
    paragraph(link(kRelationScheme, u"draw"_s, tr("Draw a relation…")));
}

void PageWriter::writeMentions()
{
    if (m_facts.mentions.empty())
        return;
    heading(tr("Mentioned in your notes"));
    int number = 0;
    for (const NoteHead& note : m_facts.mentions) {
        const QString kind = note.subject.kind == NoteSubject::Kind::Paper
                                 ? QString()
                                 : words(labelOf(note.subject.kind)) + u": "_s;
        paragraph(link(kNoteScheme, QString::number(number++), kind + words(note.name)) + u" "_s +
                  muted(u"– "_s + qstring(note.excerpt).toHtmlEscaped()));
    }
}

} // namespace

QString paperHtml(const PaperFacts& facts, Language language, const QPalette& palette)
{
    return PageWriter(facts, language, palette).write();
}

QString inlineHtml(const QString& text)
{
    const QStringList parts = text.toHtmlEscaped().split(u'`');
    QString html;
    for (qsizetype i = 0; i < parts.size(); ++i)
        html += i % 2 == 1 && i + 1 < parts.size() ? u"<code>"_s + parts[i] + u"</code>"_s
                : i % 2 == 1                       ? u"`"_s + parts[i]
                                                   : parts[i];
    return html;
}

} // namespace kaba
