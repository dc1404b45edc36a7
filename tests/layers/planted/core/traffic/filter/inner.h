// SPDX-License-Identifier: MIT
#pragma once
#include "core/traffic/watch/watchedserver.h"
