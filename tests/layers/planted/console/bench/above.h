// SPDX-License-Identifier: MIT
// Planted: the load generator lies below the other commands
#include "console/conversation.h"
