// The program as it is called: its exit codes, and what it says on which stream.

#include "tests/unit/server/stores.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sys/wait.h>

namespace guichet::server {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::StartsWith;

struct ShellRun {
    int exit_code = -1;
    std::string output; ///< both streams
};

class Program : public testing::Test {
protected:
    Program() {
        write("good.csv", std::string(small_file));
        write("bad.csv", std::string(short_header) + "1,C,N,P,A,1,litre,1\n");
    }

    void write(const std::string& name, const std::string& text) {
        std::ofstream(folder_.path() / name, std::ios::binary) << text;
    }

    /// Runs a shell's commands in the folder of the test; $server is the program, $store its store, and
    /// $session names a session of it.
    [[nodiscard]] ShellRun shell(const std::string& commands) {
        const std::string prelude =
            "cd " + folder_.path().string() + "; server=" GUICHET_SERVER_PROGRAM "; store='" + store_ +
            "'; session='--station saint-flour --session 2020-04-17 --store '\"$store\"; ";
        ShellRun run;
        std::FILE* pipe = ::popen(("exec 2>&1; " + prelude + commands).c_str(), "r");
        std::array<char, 4096> buffer{};
        for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
            run.output.append(buffer.data(), count);
        run.exit_code = WEXITSTATUS(::pclose(pipe));
        return run;
    }

    TemporaryFolder folder_;
    std::string store_ = "sqlite:s.db";
};

TEST_F(Program, HelpsAndTellsItsVersion) {
    EXPECT_EQ(shell("$server --help").exit_code, 0);
    const auto version = shell("$server --version");
    EXPECT_EQ(version.exit_code, 0);
    EXPECT_THAT(version.output, StartsWith("guichet-server "));
}

TEST_F(Program, WrongUsageIsTwo) {
    for (const char* words : {"", "fly", "import", "import --station a", "serve --store sqlite:s.db",
                              "report --store sqlite:s.db --station saint-flour --session 17/04/2020",
                              "report --store sqlite:s.db --station sa/int --session 2020-04-17",
                              "report $session --csv prices", "report $session --csv hours --json"})
        EXPECT_EQ(shell(std::string("$server ") + words).exit_code, 2) << words;
}

TEST_F(Program, WhatCannotBeDoneIsOne) {
    const auto refused = shell("$server import $session bad.csv");
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.output, StartsWith("bad.csv:2:13: unit “litre” is not a known unit; "));
    EXPECT_THAT(refused.output, HasSubstr("nothing was changed"));
    EXPECT_EQ(shell("$server import $session nowhere.csv").exit_code, 1);
    EXPECT_EQ(shell("$server report --store sqlite:other.db --station a --session 2020-04-17").exit_code, 1);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "other.db")) << "a report makes no store";
}

TEST_F(Program, ImportsAndReports) {
    const auto imported = shell("$server import $session --station-name 'Gare' good.csv");
    EXPECT_EQ(imported.exit_code, 0);
    EXPECT_THAT(imported.output, HasSubstr("customers 3, orders 4, lines 6\n"));
    EXPECT_THAT(imported.output,
                HasSubstr("orders for delivery, kept apart from the session: 1 with 1 lines\n"));
    EXPECT_THAT(shell("$server import $session good.csv").output, HasSubstr("nothing to change"));
    EXPECT_THAT(shell("$server report $session").output, HasSubstr("customers 3, orders 4, lines 6"));
    const auto json = shell("$server report $session --json").output;
    EXPECT_THAT(json, StartsWith("{"));
    EXPECT_EQ(json.find('\n'), json.size() - 1);
    EXPECT_THAT(json, HasSubstr("\"unclaimed_lines\":6"));
    const auto csv = shell("$server report $session --csv producers").output;
    EXPECT_THAT(csv, StartsWith("producer,ordered_cents,delivered_cents,lines,"));
    EXPECT_THAT(csv, HasSubstr("\r\nLa Mie Chamalou,640,0,1,0,0,0,0,1\r\n"));
    EXPECT_THAT(shell("$server codes $session --out codes").output, HasSubstr("3 codes in codes"));
}

TEST_F(Program, SignsWithAKeyThatIsElsewhere) {
    const auto made =
        shell("$server import $session good.csv && $server organiser-key --out key && stat -c %a key");
    EXPECT_EQ(made.exit_code, 0);
    EXPECT_THAT(made.output, ContainsRegex("[0-9a-f]{64}\nkey holds"));
    EXPECT_THAT(made.output, HasSubstr("\n600\n"));
    EXPECT_EQ(shell("$server organiser-key --out key").exit_code, 1) << "a key is never overwritten";
    const auto early = shell("$server sign --store $store --key key");
    EXPECT_EQ(early.exit_code, 1);
    EXPECT_THAT(early.output, HasSubstr("--adopt"));
    const auto adopted = shell("$server sign --store $store --key key --adopt");
    EXPECT_EQ(adopted.exit_code, 0) << adopted.output;
    EXPECT_THAT(adopted.output,
                StartsWith("saint-flour/2020-04-17, revision 1: 3 baskets, 4 orders, 6 lines\n"));
    EXPECT_EQ(shell("$server organiser-key --out other && $server sign --store $store --key other").exit_code,
              1);
    // Through the door of a server that serves.
    const auto served =
        shell("$server serve --store $store --listen 127.0.0.1:0 > url & "
              "until [ -s url ]; do sleep 0.01; done; "
              "$server reissue $session --customer C1 --out codes && "
              "$server sign --store $store --key key; code=$?; kill -TERM $!; wait $!; exit $code");
    EXPECT_EQ(served.exit_code, 0) << served.output;
    EXPECT_THAT(served.output, HasSubstr("do not hear of this before it is signed"));
    EXPECT_THAT(served.output, HasSubstr("saint-flour/2020-04-17, revision 2: 3 baskets"));
    EXPECT_THAT(shell("$server sign --store $store --key good.csv").output, HasSubstr("not the file of"));
}

TEST_F(Program, ServesUntilItIsTerminated) {
    const auto run = shell("$server import $session good.csv; "
                           "$server serve --store sqlite:s.db --listen 127.0.0.1:0 > listening & "
                           "until [ -s listening ]; do sleep 0.05; done; cat listening; "
                           "$server import $session good.csv; echo \"import gave $?\"; "
                           "kill -TERM $!; wait $!; echo \"serve gave $?\"");
    EXPECT_THAT(run.output, HasSubstr("guichet-server listening on http://127.0.0.1:"));
    EXPECT_THAT(run.output, HasSubstr("most likely a running guichet-server"));
    EXPECT_THAT(run.output, HasSubstr("import gave 1"));
    EXPECT_THAT(run.output, HasSubstr("serve gave 0"));
    EXPECT_THAT(run.output,
                ContainsRegex(R"(\{"time":"20[0-9T:.-]+Z","level":"info","message":"Stopped\."\})"))
        << "the log goes to stderr";
}

class PostgreSQLProgram : public Program {
protected:
    PostgreSQLProgram() { store_ = PostgresqlServer::of_this_program().fresh_schema(); }
};

TEST_F(PostgreSQLProgram, EveryCommandWorksWhileTwoServersServe) {
    const auto run = shell(
        "$server report $session; "
        "$server import $session good.csv; echo \"import gave $?\"; "
        "for number in 1 2; do $server serve --store \"$store\" --listen 127.0.0.1:0 > listening$number & "
        "servers=\"$servers $!\"; until [ -s listening$number ] || ! kill -0 $!; do sleep 0.05; done; done; "
        "$server import $session good.csv; $server codes $session --out codes; "
        "$server proxy issue $session --customer C1 --to 'Marie Dupont' --out codes; "
        "$server reissue $session --customer C2 --out codes; "
        "$server proxy revoke $session --code P0001; $server proxy list $session; $server report $session; "
        "kill -TERM $servers; wait; cat listening1 listening2; ls codes");
    EXPECT_THAT(run.output, HasSubstr("There is no store in"));
    EXPECT_THAT(run.output, HasSubstr("import gave 0"));
    EXPECT_THAT(run.output, HasSubstr("nothing to change"));
    EXPECT_THAT(run.output, HasSubstr("3 codes in codes"));
    EXPECT_THAT(run.output, HasSubstr("Marie Dupont may collect for Camille Durand"));
    EXPECT_THAT(run.output, HasSubstr("has the new code"));
    EXPECT_THAT(run.output, HasSubstr("P0001 is revoked"));
    EXPECT_THAT(run.output, HasSubstr("1 proxy"));
    EXPECT_THAT(run.output, HasSubstr("customers 3, orders 4, lines 6"));
    EXPECT_THAT(run.output, HasSubstr("guichet-server listening on"));
    EXPECT_THAT(run.output, HasSubstr("C1-P0001.pdf"));
}

} // namespace
} // namespace guichet::server
