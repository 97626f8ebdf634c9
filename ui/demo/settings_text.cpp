// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/settings_text.h"

#include "core/base/number_text.h"
#include "ui/base/words.h"

#include <QRegularExpression>

#include <string>
#include <vector>

namespace kaba {
namespace {

QString quoted(const QString& word)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    QString inside = word;
    inside.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

/// Splits as a POSIX shell does: blanks, '…', "…" and backslash. An open quote ends with the text.
std::vector<std::string> shellWords(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (quote == 0 && blank) {
            if (inWord)
                words.push_back(std::exchange(word, {}));
            inWord = false;
            continue;
        }
        inWord = true;
        if (c == quote)
            quote = 0;
        else if (quote == 0 && (c == '\'' || c == '"'))
            quote = c;
        else if (c == '\\' && quote != '\'' && i + 1 < line.size())
            word += line[++i];
        else
            word += c;
    }
    if (inWord)
        words.push_back(word);
    return words;
}

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

Status setPair(std::string_view pair, ParameterSet& values)
{
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos)
        return usage(text("'{}' is not of the form id=value.", "「{}」は id=値 の形ではありません。", pair));
    return values.setText(trimmed(pair.substr(0, equals)), pair.substr(equals + 1));
}

/// Calls visit(name, value) for the options of a command line: "--set a=b" and "--set=a=b" alike.
template <class Visit>
Status forEachOption(const std::vector<std::string>& words, Visit visit)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (!word.starts_with("--"))
            continue;
        const auto equals = word.find('=');
        const bool separate = equals == std::string_view::npos;
        if (separate && (i + 1 == words.size() || words[i + 1].starts_with("--")))
            continue;
        const std::string_view value = separate ? std::string_view(words[++i]) : word.substr(equals + 1);
        if (Status status = visit(word.substr(0, equals), value); !status)
            return status;
    }
    return Done{};
}

Status readCommand(const std::vector<std::string>& words, std::string_view demo, ParameterSet& values)
{
    const auto run = std::ranges::find(words, "run");
    if (run == words.end() || run + 1 == words.end())
        return usage(
            {"The command does not run a demo: it must begin with 'kaba run'.",
             "デモを実行するコマンドではありません。「kaba run」で始まるものを貼り付けてください。"});
    if (*(run + 1) != demo)
        return usage(text("These settings belong to '{0}', not to '{1}'. Open '{0}' and paste them there.",
                          "この設定は「{1}」ではなく「{0}」のものです。「{0}」を開いて貼り付けてください。",
                          *(run + 1), demo));
    return forEachOption(words, [&](std::string_view name, std::string_view value) -> Status {
        if (name == "--set")
            return setPair(value, values);
        if (name == "--seed")
            return values.setText(kSeedId, value);
        return Done{};
    });
}

} // namespace

QString commandOption(const ParameterSet& values, std::string_view id)
{
    const std::string value = values.textOf(id);
    if (id == kSeedId)
        return QStringLiteral("--seed ") + qstring(value);
    return QStringLiteral("--set ") + quoted(qstring(std::string(id) + "=" + value));
}

QString commandLine(std::string_view demo, const ParameterSet& values)
{
    QString line = QStringLiteral("kaba run ") + qstring(demo);
    for (const Parameter& parameter : values.declared())
        if (values.value(idOf(parameter)) != initialValue(parameter))
            line += QLatin1Char(' ') + commandOption(values, idOf(parameter));
    return line;
}

Status readSettings(const QString& written, std::string_view demo, ParameterSet& values)
{
    const std::string line = written.trimmed().toStdString();
    const std::vector<std::string> words = shellWords(line);
    if (words.empty())
        return usage(
            {"There are no settings to paste: copy a 'kaba run' command or 'id=value; …' first.",
             "貼り付ける設定がありません。「kaba run」コマンドか「id=値; …」をコピーしてください。"});
    ParameterSet changed = values;
    Status status = words.front() == "kaba" || words.front().ends_with("/kaba")
                        ? readCommand(words, demo, changed)
                        : changed.setAll(line);
    if (status)
        values = std::move(changed);
    return status;
}

} // namespace kaba
