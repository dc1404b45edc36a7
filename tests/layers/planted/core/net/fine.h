// SPDX-License-Identifier: MIT
// Planted: nothing
#include "core/crypto/secret.h"
#include "fine.h"
#include <QObject>
