// SPDX-License-Identifier: MIT
#include "everyheader.h"

using namespace sealcord;

int main()
{
    SystemRandom random;
    Session agent({.role = Role::Agent}, random);
    Session server({.role = Role::Server}, random);
    ByteBuffer request;
    ByteBuffer response;
    agent.start(request);
    auto unread = request.bytes();
    const auto event = server.next(unread, response);
    return std::holds_alternative<Established>(event) ? 0 : 1;
}
