// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "papers_db/moments.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kaba {

/// Writes moments into the library on a thread of its own: nobody waits for the disk.
class TrailWriter {
public:
    explicit TrailWriter(std::filesystem::path folder);
    ~TrailWriter(); ///< waits until all is written
    void write(const std::string& demo, std::vector<Moment> moments);
    void wait();

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

/// Where the parameters of one demo have been, as a tree: going back and on from there begins a branch. States are noted at
/// most every kPaceMs while a parameter moves, and always where it comes to rest, and leave for the library at once.
class Trail : public QObject {
    Q_OBJECT
public:
    static constexpr int kPaceMs = 400; ///< a killed program loses at most this and one write

    /// `past`: what the library holds. The writer may be null: then nothing is kept beyond this object.
    Trail(std::string demo, std::vector<Moment> past, std::shared_ptr<TrailWriter> writer,
          QObject* parent = nullptr);
    ~Trail() override;

    const std::vector<Moment>& moments() const { return m_moments; } ///< oldest first
    std::int64_t current() const { return m_current; }               ///< 0: none yet
    const Moment* find(std::int64_t id) const;

    /// The parameters stand here now.
    void note(const ParameterSet& values, int seed);
    /// Takes what waits into the tree and hands it to the writer.
    void flush();

Q_SIGNALS:
    void changed();

private:
    void take(const std::string& settings, int seed);

    const std::string m_demo;
    std::vector<Moment> m_moments;
    std::map<std::pair<std::string, int>, std::int64_t> m_known;
    std::shared_ptr<TrailWriter> m_writer;
    std::int64_t m_current = 0;
    std::pair<std::string, int> m_waiting;
    QTimer m_pace;
};

/// Beside each moment (in their order) its lane of the drawing, and the lanes that pass it: a line of states has one lane, a
/// branch another, until both meet where they began.
struct TrailLane {
    int lane = 0;
    int parentLane = -1;           ///< the lane into which it runs towards the past; -1: it is a first one
    bool wentOn = false;           ///< a later state was reached from it
    std::vector<int> passing = {}; ///< other lanes that go on past it
};
std::vector<TrailLane> lanesOf(const std::vector<Moment>& moments);

} // namespace kaba
