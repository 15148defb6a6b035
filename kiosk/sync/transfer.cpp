#include "kiosk/sync/transfer.hpp"

#include "kiosk/core/compression.hpp"
#include "kiosk/core/dictionary_compression.hpp"
#include "kiosk/core/wire.hpp"

#include <fmt/format.h>

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <optional>

namespace guichet::sync {

namespace {

/// How often a request under way looks whether the network is still on.
constexpr int poll_milliseconds = 50;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    return text;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* target) {
    auto& body = static_cast<HttpAnswer*>(target)->body;
    if (body.size() + size * count > Transfer::most_answer_bytes)
        return 0; // curl takes this as a failure to write, and ends the request
    body.append(bytes, size * count);
    return size * count;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* target) {
    const std::string_view line(bytes, size * count);
    if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        std::string name(line.substr(0, colon));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
        static_cast<HttpAnswer*>(target)->headers[name] = trimmed(line.substr(colon + 1));
    }
    return size * count;
}

} // namespace

struct Transfer::Handles {
    CURLM* multi = nullptr;
    CURL* easy = nullptr;
    HttpAnswer answer;
    bool attached = false;

    ~Handles() {
        detach();
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
    }
    void attach() {
        curl_multi_add_handle(multi, easy);
        attached = true;
    }
    void detach() {
        if (attached)
            curl_multi_remove_handle(multi, easy);
        attached = false;
    }
};

namespace {

/// curl_easy_setopt takes anything; this keeps its calls short.
template <typename Value>
void set(CURL* easy, CURLoption option, Value value) {
    curl_easy_setopt(easy, option, value);
}

/// What curl's result means to a person (https://curl.se/libcurl/c/libcurl-errors.html).
Error explain(CURL* easy, CURLcode code) {
    long system_error = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &system_error);
    switch (code) {
    case CURLE_COULDNT_CONNECT:
        if (system_error == ECONNREFUSED)
            return fail("The server does not answer (connection refused). The kiosk goes on alone.");
        return fail("The server cannot be reached ({0}). The kiosk goes on alone.",
                    system_error != 0 ? std::strerror(static_cast<int>(system_error)) : "no connection");
    case CURLE_COULDNT_RESOLVE_HOST:
        return fail(
            "The server's name is not known to the network. Check the network and the server's address "
            "in the configuration; the kiosk goes on alone.");
    case CURLE_OPERATION_TIMEDOUT: return fail("The server did not answer in time. The kiosk goes on alone.");
    case CURLE_PEER_FAILED_VERIFICATION:
        return fail(
            "The server's certificate is not one that this kiosk trusts ({0}). Nothing was sent; check "
            "the server's address, the clock and the certificates.",
            curl_easy_strerror(code));
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
        return fail("A certificate of this kiosk cannot be used ({0}): check the files of the configuration "
                    "([server]).",
                    curl_easy_strerror(code));
    case CURLE_WRITE_ERROR: return fail("The server's answer is too large to be right.");
    default:
        return fail("The connection to the server broke off ({0}). The kiosk goes on alone.",
                    curl_easy_strerror(code));
    }
}

curl_socket_t open_socket(void* network_on, curlsocktype, curl_sockaddr* address) {
    const auto& on = *static_cast<std::function<bool()>*>(network_on);
    if (on && !on()) {
        errno = ENETDOWN;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype, address->protocol);
}

} // namespace

Transfer::Transfer(std::function<bool()> network_on, TlsFiles tls)
    : network_on_(std::move(network_on)), tls_(std::move(tls)), handles_(std::make_unique<Handles>()) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    require(started == CURLE_OK, "libcurl starts");
    handles_->multi = curl_multi_init();
    handles_->easy = curl_easy_init();
    require(handles_->multi != nullptr && handles_->easy != nullptr, "libcurl has memory");
}

Transfer::~Transfer() = default;

namespace {

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

/// The body as it travels; nothing when it is sent as it is.
std::optional<std::string> compressed(const std::string& body) {
    return body.size() > least_compressed_bytes ? std::optional(compress(body)) : std::nullopt;
}

HeaderList headers_of(const HttpRequest& request, bool is_compressed) {
    HeaderList list;
    const auto add = [&list](const std::string& line) {
        list.reset(curl_slist_append(list.release(), line.c_str()));
    };
    add(fmt::format("{}: {}", wire::protocol_header, wire::protocol_version));
    add("Accept:"); // anything, which needs no header
    add("Expect:"); // do not wait for a "100 Continue" before a larger body
    if (request.dictionary.empty()) {
        add(fmt::format("Accept-Encoding: {}", zstd_coding));
    } else {
        add(fmt::format("Accept-Encoding: {}, {}", dcz_coding, zstd_coding));
        add("Available-Dictionary: " + available_dictionary(dictionary_name(request.dictionary)));
    }
    if (!request.body.empty())
        add("Content-Type: application/json");
    if (is_compressed)
        add(fmt::format("Content-Encoding: {}", zstd_coding));
    if (!request.if_none_match.empty())
        add("If-None-Match: " + request.if_none_match);
    for (const auto& [name, value] : request.headers)
        add(fmt::format("{}: {}", name, value));
    return list;
}

void set_address_and_limits(CURL* easy, const HttpRequest& request) {
    constexpr long bytes_a_second = 1;
    // What takes a server long to make may be silent for longer.
    const long stalled_seconds = std::max<long>(10, static_cast<long>(request.total_timeout.count()) / 2'000);
    set(easy, CURLOPT_URL, request.url.c_str());
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_TCP_NODELAY, 1L);
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_timeout.count()));
    set(easy, CURLOPT_LOW_SPEED_LIMIT, bytes_a_second);
    set(easy, CURLOPT_LOW_SPEED_TIME, stalled_seconds);
}

/// TLS 1.2 and newer; with an authority of one's own no other is trusted.
void set_certificates(CURL* easy, const TlsFiles& files) {
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!files.authority.empty()) {
        set(easy, CURLOPT_CAINFO, files.authority.c_str());
        set(easy, CURLOPT_CAPATH, nullptr);
    }
    if (!files.certificate.empty()) {
        set(easy, CURLOPT_SSLCERT, files.certificate.c_str());
        set(easy, CURLOPT_SSLKEY, files.key.c_str());
    }
}

} // namespace

Result<HttpAnswer> Transfer::perform(const HttpRequest& request) {
    cancelled_ = false;
    if (!network_on())
        return fail("There is no network. The kiosk goes on alone.");
    CURL* easy = handles_->easy;
    const auto packed = compressed(request.body);
    const std::string& body = packed ? *packed : request.body;
    const auto headers = headers_of(request, packed.has_value());
    handles_->answer = {};
    curl_easy_reset(easy); // forgets the options and keeps the connections
    set_address_and_limits(easy, request);
    set_certificates(easy, tls_);
    set(easy, CURLOPT_HTTPHEADER, headers.get());
    set(easy, CURLOPT_WRITEFUNCTION, &take_body);
    set(easy, CURLOPT_WRITEDATA, &handles_->answer);
    set(easy, CURLOPT_HEADERFUNCTION, &take_header);
    set(easy, CURLOPT_HEADERDATA, &handles_->answer);
    set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(easy, CURLOPT_OPENSOCKETDATA, &network_on_);
    if (!body.empty()) {
        set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        set(easy, CURLOPT_POSTFIELDS, body.c_str());
    }
    handles_->attach();
    const auto code = static_cast<CURLcode>(run());
    auto error = code == CURLE_OK ? std::nullopt : std::optional(explain(easy, code));
    handles_->detach();
    if (cancelled_)
        return fail("The call to the server was given up.");
    if (error)
        return network_on() ? *error : fail("There is no network. The kiosk goes on alone.");
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &handles_->answer.status);
    return take_answer(request.dictionary);
}

/// The answer that came, with its body plain.
Result<HttpAnswer> Transfer::take_answer(std::string_view dictionary) {
    auto answer = std::move(handles_->answer);
    const auto coding = answer.headers.find("content-encoding");
    if (coding == answer.headers.end() || coding->second == "identity" || answer.body.empty())
        return answer;
    std::string content;
    if (coding->second == dcz_coding && !dictionary.empty()) {
        // What cannot be taken out is nobody's manifest; whoever asked asks for the whole.
        static_cast<void>(decompress_with(dictionary, answer.body, most_answer_bytes, content));
        answer.body = std::move(content);
        return answer;
    }
    const auto outcome = coding->second == zstd_coding ? decompress(answer.body, most_answer_bytes, content)
                                                       : Decompression::damaged;
    if (outcome == Decompression::too_large)
        return fail("The server's answer is too large to be right.");
    if (outcome == Decompression::damaged)
        return fail("The server's answer came damaged and was not taken: it is asked for again.");
    answer.body = std::move(content);
    return answer;
}

/// Runs the attached request to its end; gives curl's result. Detaching a request that is still under way, as
/// happens after it was given up, closes its connection, so that a cut connection is never used again.
int Transfer::run() {
    while (!cancelled_ && network_on()) {
        int running = 0;
        if (curl_multi_perform(handles_->multi, &running) != CURLM_OK)
            return CURLE_FAILED_INIT;
        int left = 0;
        if (const auto* message = curl_multi_info_read(handles_->multi, &left))
            return message->data.result;
        curl_multi_poll(handles_->multi, nullptr, 0, poll_milliseconds, nullptr);
    }
    return CURLE_ABORTED_BY_CALLBACK;
}

void Transfer::cancel() {
    cancelled_ = true;
    curl_multi_wakeup(handles_->multi);
}

} // namespace guichet::sync
