# SPDX-License-Identifier: MIT
# One target carries what every file of ours is compiled with. It stays inside this tree: who uses
# the installed libraries keeps their own warnings.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

add_library(sealcord_options INTERFACE)
target_compile_options(sealcord_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
    -Woverloaded-virtual -Wold-style-cast -Wcast-align -Wundef
    -fstack-protector-strong
    -fPIC # programs too, as Debian 12's Qt wants it: they share precompiled headers with libraries
    $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>)
# Nothing that Qt 6.8 calls deprecated, whichever Qt it is built with.
target_compile_definitions(sealcord_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060800)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    target_link_options(sealcord_options INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,--as-needed)
endif()

# Sanitizers and coverage are whole-program switches, set by the presets.
set(SEALCORD_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
if(SEALCORD_SANITIZE)
    add_compile_options(-fsanitize=${SEALCORD_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${SEALCORD_SANITIZE})
endif()
if(SEALCORD_BUILD_FUZZERS)
    # libFuzzer is led by the branches of what it tests, not only by those of its targets.
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
option(SEALCORD_COVERAGE "Instrument for line coverage (Clang)" OFF)
if(SEALCORD_COVERAGE)
    add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
    add_link_options(-fprofile-instr-generate)
endif()

# The data path crosses many small files: a short message costs a tenth less when they are optimized
# together (docs/performance.md). Tests are linked from the same objects, but without it, which would
# take minutes; installed libraries are stripped of what only the same compiler could read.
option(SEALCORD_WHOLE_PROGRAM "Optimize the programs across their files (GCC)" OFF)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR SEALCORD_SANITIZE)
    set(SEALCORD_WHOLE_PROGRAM OFF)
endif()
function(sealcord_optimize_across_files target)
    if(SEALCORD_WHOLE_PROGRAM)
        target_compile_options(${target} PRIVATE -flto=auto -ffat-lto-objects)
        # It is then that most is compiled.
        target_link_options(${target} PRIVATE
            -flto=auto $<$<BOOL:${CMAKE_COMPILE_WARNING_AS_ERROR}>:-Werror>)
    endif()
endfunction()
