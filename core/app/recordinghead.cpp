// SPDX-License-Identifier: MIT
#include "core/app/recordinghead.h"

#include "core/app/process/version.h"

namespace sealcord {

RecordingHead recordingHead(Role role, Protocol protocol, bool hasFrames)
{
    RecordingHead head;
    head.role = role;
    head.version = programVersion();
    head.protocol = protocol == Protocol::None ? "both" : name(protocol);
    head.hasFrames = hasFrames;
    return head;
}

} // namespace sealcord
