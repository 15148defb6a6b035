// A process that commits is killed; whatever it was told is stored must be there, and nothing by halves.

#include "tests/unit/db/fixtures.hpp"

#include <sys/wait.h>

#include <array>
#include <csignal>

namespace guichet::db {
namespace {

using test::Folder;
using test::Recorder;

constexpr int events_of_a_commit = 3;

/// Commits without end, and tells the number of each commit that returned.
[[noreturn]] void commit_for_ever(const std::filesystem::path& path, int tell) {
    KioskStore store(path, [] { return std::string("i1"); });
    if (!store.recover().ok())
        _exit(1);
    Recorder recorder("K1", "i1");
    for (std::uint32_t number = 1;; ++number) {
        const auto done =
            store.commit({.events = recorder.next_many(events_of_a_commit),
                          .documents = {{.id = "D" + std::to_string(number), .document = "{}"}}});
        if (!done.ok() || write(tell, &number, sizeof number) != sizeof number)
            _exit(1);
    }
}

/// Kills such a process after a while; the number of the last commit that it told of.
std::uint32_t commit_and_kill(const std::filesystem::path& path, std::uint32_t commits) {
    std::array<int, 2> pipe_ends{};
    EXPECT_EQ(pipe(pipe_ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        close(pipe_ends[0]);
        commit_for_ever(path, pipe_ends[1]);
    }
    close(pipe_ends[1]);
    std::uint32_t number = 0;
    std::uint32_t last = 0;
    while (read(pipe_ends[0], &number, sizeof number) == sizeof number) {
        last = number;
        if (number == commits)
            kill(child, SIGKILL);
    }
    close(pipe_ends[0]);
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the process ended by itself";
    return last;
}

/// The number of whole commits that a store holds.
std::size_t commits_in(const std::filesystem::path& path) {
    const auto recovered = KioskStore(path).recover();
    if (!recovered.ok()) {
        ADD_FAILURE() << recovered.error().english();
        return 0;
    }
    EXPECT_EQ(recovered->own_events.size(), recovered->documents.size() * events_of_a_commit)
        << "a commit is there by halves";
    return recovered->documents.size();
}

TEST(Durability, a_killed_kiosk_has_lost_nothing_that_it_said_was_stored) {
    for (const std::uint32_t commits : {1U, 7U, 60U, 200U}) {
        const Folder folder;
        const auto told = commit_and_kill(folder / "kiosk.db", commits);
        EXPECT_GE(told, commits);
        EXPECT_GE(commits_in(folder / "kiosk.db"), told);
    }
}

TEST(Durability, a_write_ahead_log_that_was_cut_off_loses_whole_commits_only) {
    const Folder folder;
    const auto told = commit_and_kill(folder / "kiosk.db", 20);
    const auto log_size = std::filesystem::file_size(folder / "kiosk.db-wal");
    std::size_t found_before = 0;
    constexpr std::uintmax_t cuts = 24;
    for (std::uintmax_t cut = 0; cut <= cuts; ++cut) {
        const Folder copy;
        std::filesystem::copy(folder / "kiosk.db", copy / "kiosk.db");
        std::filesystem::copy(folder / "kiosk.db-wal", copy / "kiosk.db-wal");
        std::filesystem::resize_file(copy / "kiosk.db-wal", log_size * cut / cuts);
        const auto found = commits_in(copy / "kiosk.db");
        EXPECT_GE(found, found_before);
        found_before = found;
    }
    EXPECT_GE(found_before, told);
}

} // namespace
} // namespace guichet::db
