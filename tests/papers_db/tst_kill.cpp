// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/papers_db/library_support.h"

#include <QtTest>

#include <array>
#include <csignal>
#include <map>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace kaba;

namespace {

/// What is written: notes on papers and a demo, own words, a fact of a paper.
constexpr int kPlaces = 6;
constexpr int kFactPlace = 5;

NoteSubject subjectOf(int place)
{
    using Kind = NoteSubject::Kind;
    static const std::array<NoteSubject, 5> kSubjects{NoteSubject{Kind::Paper, "lssl"},
                                                      {Kind::Paper, "skyformer"},
                                                      {Kind::Demo, "hippo"},
                                                      {Kind::Method, "gmlp"},
                                                      {Kind::Question, "gmlp"}};
    return kSubjects[static_cast<std::size_t>(place)];
}

/// What the writer tells after a save returned: `place` now says `serial`.
struct Receipt {
    int place = 0, serial = 0;
};

std::string textOf(int serial) { return std::to_string(serial) + " " + std::string(2000, 'n'); }

Status writeAt(Catalogue& catalogue, int place, const std::string& text)
{
    if (place == kFactPlace)
        return catalogue.editFact("luna", Fact::Expansion, text);
    const Result<Note> note = catalogue.note(subjectOf(place));
    if (!note)
        return note.error();
    const auto saved = catalogue.saveNote(subjectOf(place), text, note->revision);
    return saved ? Status(Done{}) : Status(saved.error());
}

std::string readAt(const Catalogue& catalogue, int place)
{
    return place == kFactPlace ? must(catalogue.paper("luna")).expansion
                               : must(catalogue.note(subjectOf(place))).markdown;
}

/// Saves as fast as it can until it is killed, a receipt for each.
[[noreturn]] void writeForever(const std::filesystem::path& folder, int serial, int receipts)
{
    Result<Catalogue> catalogue = Catalogue::open(folder);
    for (int place = 0; catalogue; place = (place + 1) % kPlaces) {
        if (!writeAt(*catalogue, place, textOf(++serial)))
            break;
        const Receipt receipt{place, serial};
        if (write(receipts, &receipt, sizeof receipt) != sizeof receipt)
            break;
    }
    _exit(1);
}

} // namespace

class KillTest : public QObject {
    Q_OBJECT
private slots:
    void noAcknowledgedEditIsLost();

private:
    /// Kills a writer at a random moment after its first few saves, or while it opens; the receipts it gave.
    std::vector<Receipt> killedWriter(const std::filesystem::path& folder, int serial);
    std::mt19937 m_random{20260131};
};

std::vector<Receipt> KillTest::killedWriter(const std::filesystem::path& folder, int serial)
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0)
        qFatal("pipe");
    const pid_t writer = fork();
    if (writer == 0)
        writeForever(folder, serial, ends[1]);
    close(ends[1]);
    std::vector<Receipt> receipts;
    Receipt receipt;
    const auto receive = [&] {
        const bool whole = read(ends[0], &receipt, sizeof receipt) == sizeof receipt;
        if (whole)
            receipts.push_back(receipt);
        return whole;
    };
    for (auto awaited = m_random() % 5; awaited > 0 && receive(); --awaited)
        ;
    usleep(static_cast<useconds_t>(m_random() % 20'000));
    kill(writer, SIGKILL);
    int status = 0;
    waitpid(writer, &status, 0);
    if (!WIFSIGNALED(status))
        qFatal("the writer stopped by itself");
    while (receive())
        ;
    close(ends[0]);
    return receipts;
}

void KillTest::noAcknowledgedEditIsLost()
{
    constexpr int kKills = 220;
    const TemporaryFolder temporary;
    const std::filesystem::path folder = temporary.path("library");
    std::map<int, int> acknowledged;
    int serial = 0, receipts = 0;
    for (int round = 0; round < kKills; ++round) {
        for (const Receipt& receipt : killedWriter(folder, serial)) {
            acknowledged[receipt.place] = receipt.serial;
            serial = receipt.serial;
            ++receipts;
        }
        const Catalogue catalogue = opened(folder);
        for (const auto& [place, last] : acknowledged) {
            const std::string text = readAt(catalogue, place);
            const int stored = std::stoi(text);
            QVERIFY2(stored >= last,
                     qPrintable(QStringLiteral("round %1: %2 < %3").arg(round).arg(stored).arg(last)));
            QCOMPARE(text, textOf(stored));
            serial = std::max(serial, stored);
        }
    }
    QVERIFY2(receipts > kKills, "the writers were killed while they wrote");
    const OpenedLibrary library = must(openLibrary(folder));
    Statement check(*library.database, "PRAGMA integrity_check");
    QVERIFY(check.step());
    QCOMPARE(check.text(0), std::string("ok"));
    library.database->script("INSERT INTO search_words (search_words) VALUES ('integrity-check');"
                             "INSERT INTO note_words (note_words) VALUES ('integrity-check')");
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_kill.moc"
