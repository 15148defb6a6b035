// A kiosk, nginx with the file that stations use, and the server behind it: who is let in, and who is not.

#include "kiosk/lab/process.hpp"
#include "kiosk/sync/http_server_connection.hpp"
#include "tests/unit/server/running_server.hpp"

#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <thread>

namespace guichet::sync {
namespace {

using server::RunningService;
using server::TemporaryFolder;
using server::value_of;
using testing::HasSubstr;

const std::string session = "saint-flour/2020-04-17";
const std::filesystem::path nginx_folder = std::filesystem::path(GUICHET_SOURCE_DIR) / "server/nginx";

int free_port() {
    const int opened = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(opened, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::getsockname(opened, reinterpret_cast<sockaddr*>(&address), &size), 0);
    ::close(opened);
    return ntohs(address.sin_port);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

/// nginx with the file of server/nginx, on ports of this test.
class BehindNginx : public testing::Test {
protected:
    static void SetUpTestSuite() {}

    void SetUp() override {
        if (std::system("command -v nginx >/dev/null 2>&1 && command -v openssl >/dev/null 2>&1") != 0)
            GTEST_SKIP() << "nginx and openssl are not installed: ./dev test installs both.";
        server::import_text(service_.store(), server::small_file);
        for (const auto* words : {"authority", "server 127.0.0.1", "kiosk counter-1"})
            make_certificates(tls_, words);
        make_certificates(others_, "authority");
        make_certificates(others_, "kiosk counter-1");
        write_configuration();
        start();
    }
    void TearDown() override {
        if (nginx_)
            nginx_->stop();
    }

    static void make_certificates(const std::filesystem::path& folder, const std::string& words) {
        const auto command = (nginx_folder / "make-certificates").string() + " " + folder.string() + " " + words;
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
    }
    void write_configuration() const {
        std::ifstream file(nginx_folder / "guichet.conf", std::ios::binary);
        std::string site{std::istreambuf_iterator<char>(file), {}};
        site = replaced(site, "127.0.0.1:8470", "127.0.0.1:" + std::to_string(service_.port()));
        site = replaced(site, "listen 8443 ssl", "listen 127.0.0.1:" + std::to_string(port_) + " ssl");
        site = std::regex_replace(site, std::regex("/etc/guichet/tls"), tls_.string());
        const auto folder = folder_.path().string();
        std::ofstream(folder_.path() / "nginx.conf")
            << "daemon off;\nmaster_process off;\npid " << folder << "/pid;\nerror_log " << folder
            << "/error.log;\nevents {}\nhttp {\naccess_log off;\n"
            << "client_body_temp_path " << folder << "/body;\nproxy_temp_path " << folder << "/proxy;\n"
            << "fastcgi_temp_path " << folder << "/fastcgi;\nuwsgi_temp_path " << folder
            << "/uwsgi;\nscgi_temp_path " << folder << "/scgi;\n"
            << site << "}\n";
    }
    void start() {
        auto started =
            lab::Process::start("/usr/sbin/nginx",
                                {"-p", folder_.path().string(), "-c", (folder_.path() / "nginx.conf").string()},
                                folder_.path() / "log");
        ASSERT_TRUE(started.ok()) << started.error().english();
        nginx_.emplace(std::move(*started));
        for (int look = 0; look < 200 && !connects(); ++look)
            std::this_thread::sleep_for(std::chrono::milliseconds(50)); // nginx does not tell when it is ready
        ASSERT_TRUE(connects());
    }
    [[nodiscard]] bool connects() const {
        const int opened = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        const bool there = ::connect(opened, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(opened);
        return there;
    }

    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] TlsFiles files(const std::filesystem::path& authority,
                                 const std::filesystem::path& own) const {
        return {(authority / "authority.pem").string(), (own / "counter-1.pem").string(),
                (own / "counter-1.key").string()};
    }
    Result<std::string> report_with(const TlsFiles& tls) {
        return value_of(HttpServerConnection::open({.url = url(), .tls = tls}))->fetch_report(session);
    }

    TemporaryFolder folder_;
    std::filesystem::path tls_ = folder_.path() / "tls";
    std::filesystem::path others_ = folder_.path() / "others";
    RunningService service_{folder_};
    int port_ = free_port();
    std::optional<lab::Process> nginx_;
};

TEST_F(BehindNginx, LetsInTheOrganisersMachinesAlone) {
    auto connection = value_of(HttpServerConnection::open({.url = url(), .tls = files(tls_, tls_)}));
    EXPECT_TRUE(value_of(connection->fetch_manifest(session, 0)));
    EXPECT_TRUE(connection->fetch_report(session).ok());
    EXPECT_FALSE(report_with({(tls_ / "authority.pem").string(), {}, {}}).ok()) << "without a certificate";
    EXPECT_FALSE(report_with(files(tls_, others_)).ok()) << "with another authority's";
    EXPECT_THAT(report_with(files(others_, tls_)).error().english(), HasSubstr("not one that this kiosk trusts"));
    EXPECT_THAT(report_with({{}, files(tls_, tls_).certificate, files(tls_, tls_).key}).error().english(),
                HasSubstr("not one that this kiosk trusts"))
        << "the system's authorities know nothing of it";
}

TEST_F(BehindNginx, KeepsInsideWhatIsForInside) {
    Transfer transfer({}, files(tls_, tls_));
    const auto ask = [&](const std::string& path) {
        return value_of(transfer.perform({.url = url() + path,
                                          .connect_timeout = std::chrono::seconds(5),
                                          .total_timeout = std::chrono::seconds(10)}))
            .status;
    };
    EXPECT_EQ(ask("/healthz"), 404);
    EXPECT_EQ(ask("/metrics"), 404);
    EXPECT_EQ(ask("/v1/sessions/" + session + "/report"), 200);
}

} // namespace
} // namespace guichet::sync
