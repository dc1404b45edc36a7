# SPDX-License-Identifier: MIT
# Installs the build into a prefix of its own and builds and runs each consumer against that.
cmake_minimum_required(VERSION 3.25)

function(run)
    execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# A source that includes every installed header of some rooms: each must find what it includes.
function(write_header_list file)
    set(lines "")
    foreach(room IN LISTS ARGN)
        file(GLOB_RECURSE headers RELATIVE "${prefix}/${INCLUDE_DIR}"
            "${prefix}/${INCLUDE_DIR}/${room}/*.h")
        if(NOT headers)
            message(FATAL_ERROR "No header of ${room} was installed")
        endif()
        list(TRANSFORM headers REPLACE ".+" "#include <\\0>\n")
        list(APPEND lines ${headers})
    endforeach()
    list(JOIN lines "" text)
    file(WRITE "${file}" "${text}")
endfunction()

# A window: its program, its place in the desktop's menu, and a picture of every size.
function(check_window name)
    set(files "${BIN_DIR}/sealcord-${name}-gui" "${DATA_DIR}/mime/packages/sealcord-recording.xml"
        "${DATA_DIR}/applications/sealcord-${name}.desktop"
        "${DATA_DIR}/icons/hicolor/scalable/apps/sealcord-${name}.svg")
    foreach(size IN ITEMS 16 22 24 32 48 64 128 256 512)
        list(APPEND files "${DATA_DIR}/icons/hicolor/${size}x${size}/apps/sealcord-${name}.png")
    endforeach()
    foreach(file IN LISTS files)
        if(NOT EXISTS "${prefix}/${file}")
            message(FATAL_ERROR "${file} was not installed")
        endif()
    endforeach()
    run("${prefix}/${BIN_DIR}/sealcord-${name}-gui" --version)
    file(STRINGS "${prefix}/${DATA_DIR}/applications/sealcord-${name}.desktop" entries)
    foreach(entry IN ITEMS "Exec=sealcord-${name}-gui %f" "Icon=sealcord-${name}")
        if(NOT entry IN_LIST entries)
            message(FATAL_ERROR "sealcord-${name}.desktop has no ${entry}")
        endif()
    endforeach()
endfunction()

function(try_consumer name)
    set(build "${SCRATCH}/${name}")
    write_header_list("${SCRATCH}/${name}-headers/everyheader.h" ${ARGN})
    run("${CMAKE_COMMAND}" -S "${CONSUMERS}/${name}" -B "${build}" -G "${GENERATOR}"
        "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_BUILD_TYPE=${BUILD_TYPE}"
        "-DCMAKE_PREFIX_PATH=${prefix}" "-DHEADERS=${SCRATCH}/${name}-headers")
    run("${CMAKE_COMMAND}" --build "${build}")
    run("${build}/consumer")
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
set(prefix "${SCRATCH}/prefix")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")
run("${prefix}/${BIN_DIR}/sealcord" --version)
check_window(server)
check_window(agent)
try_consumer(protocol core/crypto core/protocol)
try_consumer(core core/crypto core/protocol core/net core/app)
