// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/animation.h"

#include <fmt/format.h>

#include <webp/encode.h>
#include <webp/mux.h>

namespace kaba {
namespace {

Error failed()
{
    return {Error::Kind::Io,
            {"The animation could not be made: try fewer frames or a smaller picture.",
             "アニメーションを作成できませんでした。コマ数を減らすか、図を小さくしてください。"}};
}

} // namespace

class Animation::Encoder {
public:
    explicit Encoder(const QSize& size)
    {
        WebPAnimEncoderOptions options;
        if (!WebPAnimEncoderOptionsInit(&options) || !WebPConfigInit(&m_config))
            return;
        m_config.lossless = 1;
        m_config.quality = 50;
        m_encoder = WebPAnimEncoderNew(size.width(), size.height(), &options);
    }
    ~Encoder() { WebPAnimEncoderDelete(m_encoder); }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;

    bool add(const QImage& frame, int atMs)
    {
        WebPPicture picture;
        if (!m_encoder || !WebPPictureInit(&picture))
            return false;
        const QImage pixels = frame.convertToFormat(QImage::Format_RGBA8888);
        picture.width = pixels.width();
        picture.height = pixels.height();
        picture.use_argb = 1;
        const bool added = WebPPictureImportRGBA(&picture, pixels.constBits(),
                                                 static_cast<int>(pixels.bytesPerLine())) != 0 &&
                           WebPAnimEncoderAdd(m_encoder, &picture, atMs, &m_config) != 0;
        WebPPictureFree(&picture);
        return added;
    }

    Result<std::string> finish(int endMs)
    {
        WebPData data;
        WebPDataInit(&data);
        if (!WebPAnimEncoderAdd(m_encoder, nullptr, endMs, nullptr) ||
            !WebPAnimEncoderAssemble(m_encoder, &data))
            return failed();
        std::string bytes(reinterpret_cast<const char*>(data.bytes), data.size);
        WebPDataClear(&data);
        return bytes;
    }

private:
    WebPConfig m_config;
    WebPAnimEncoder* m_encoder = nullptr;
};

Animation::Animation(int msPerFrame)
    : m_msPerFrame(msPerFrame)
{}

Animation::~Animation() = default;

Status Animation::add(const QImage& frame)
{
    if (!m_encoder)
        m_encoder = std::make_unique<Encoder>(frame.size());
    if (!m_encoder->add(frame, m_frames * m_msPerFrame))
        return failed();
    ++m_frames;
    return Done{};
}

std::string Animation::libraryVersion()
{
    const int version = WebPGetEncoderVersion();
    return fmt::format("{}.{}.{}", version >> 16, (version >> 8) & 0xff, version & 0xff);
}

Result<std::string> Animation::finish() { return m_encoder->finish(m_frames * m_msPerFrame); }

} // namespace kaba
