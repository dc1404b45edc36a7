// SPDX-License-Identifier: MIT
#pragma once

#include "console/conversation.h"
#include "console/pipedstream.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace sealcord {

/// Says nothing by itself: its streams do. Lasts until the user ends it, or the one stream that
/// carries standard input and output is over.
class ForwardConversation final : public Conversation
{
    Q_OBJECT

public:
    /// \a agent listens on its local ports.
    ForwardConversation(Agent &agent, const AgentOptions &options, Log &log);

private:
    void begin() override { }
    void hear(QByteArrayView) override { } // which the log tells
    bool breakOff() override { return false; }
    [[nodiscard]] bool isReplyOwed() const override { return false; }
    void say(const QString &) override { } // the log does, and standard output may be a stream's
    void outputDrained() override { }
    [[nodiscard]] bool isCommitted() const override { return false; }

    void pipe();
    void pipeEnded();

    std::unique_ptr<PipedStream> m_piped;
};

} // namespace sealcord
