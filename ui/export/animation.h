// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QImage>

#include <memory>
#include <string>

namespace kaba {

/// Pictures one after the other as an animated WebP, without loss, in an endless loop. The same frames give the same bytes.
class Animation {
public:
    explicit Animation(int msPerFrame);
    ~Animation();
    Animation(const Animation&) = delete;
    Animation& operator=(const Animation&) = delete;

    /// Every frame has the size of the first. Error::Io where the encoder gives up: no memory, too large a picture.
    Status add(const QImage& frame);
    /// The whole file. Requires at least one frame.
    Result<std::string> finish();

    /// Of libwebp, which does it.
    static std::string libraryVersion();

private:
    class Encoder;
    std::unique_ptr<Encoder> m_encoder; ///< made with the first frame
    int m_msPerFrame;
    int m_frames = 0;
};

} // namespace kaba
