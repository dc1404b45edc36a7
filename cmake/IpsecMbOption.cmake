# SPDX-License-Identifier: MIT
# The second AEAD engine: docs/decisions/two-aead-engines.md. Building without it costs speed alone.
set(SEALCORD_WITH_IPSEC_MB AUTO CACHE STRING "Seal with ipsec-mb where the processor can")
set_property(CACHE SEALCORD_WITH_IPSEC_MB PROPERTY STRINGS AUTO ON OFF)

if(SEALCORD_WITH_IPSEC_MB STREQUAL "AUTO")
    set(ipsec_mb_strictness QUIET)
elseif(SEALCORD_WITH_IPSEC_MB)
    set(ipsec_mb_strictness REQUIRED)
else()
    return()
endif()

# 1.3: the first that tests itself when it is started.
list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")
find_package(IPSecMB 1.3 MODULE ${ipsec_mb_strictness})
if(NOT IPSecMB_FOUND)
    message(STATUS "Building without ipsec-mb: AES-256-GCM by OpenSSL alone")
endif()
