// SPDX-License-Identifier: MIT
// Planted: beside, not below
#include "agent-gui/agentwindow.h"
