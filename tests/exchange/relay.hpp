#pragma once
// A network between a client and a server that can be cut: a port of this machine whose connections go on to
// another one.

#include <cstddef>
#include <cstdint>
#include <memory>

namespace guichet::exchange {

/// Any thread may call it; its connections are carried by a thread of its own.
class Relay {
public:
    /// Carries what comes to `target`, another port of this machine; nobody need listen there yet.
    explicit Relay(std::uint16_t target);
    ~Relay();
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    [[nodiscard]] std::uint16_t port() const;

    /// Cuts all connections on the spot and carries none until it is mended.
    void cut();
    /// Cuts when so many more bytes, of both directions together, have been carried: in the midst of a
    /// request or of its answer.
    void cut_after(std::size_t bytes);
    void mend();

    /// Bytes carried so far: to the server, and from it.
    [[nodiscard]] std::size_t sent() const;
    [[nodiscard]] std::size_t received() const;

private:
    class Network;
    std::unique_ptr<Network> network_;
};

} // namespace guichet::exchange
