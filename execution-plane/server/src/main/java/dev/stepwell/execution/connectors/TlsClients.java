package dev.stepwell.execution.connectors;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ask a checked address over TLS and hold it to the name that was asked for. The JDK's client resolves the names that it
 * is given itself, perhaps to something else than what was checked; so it is given addresses, and a name to show and to be shown comes from
 * the parameters of TLS, which belong to the client. Each name has a client, and sessions of TLS, of its own: a session begun with one name
 * must not be resumed for another that has the same address.
 */
final class TlsClients implements AutoCloseable {
    /** So many names are remembered; the one that was not asked for longest is forgotten. */
    private static final int MOST = 200;

    private final Supplier<HttpClient.Builder> usual;
    private final TrustManager @Nullable [] trusted;
    private final LinkedHashMap<String, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * None yet.
     *
     * @param usual what all clients have
     * @param trusted by whom certificates must be signed; null: as Java has it
     */
    TlsClients(Supplier<HttpClient.Builder> usual, TrustManager @Nullable [] trusted) {
        this.usual = usual;
        this.trusted = trusted;
    }

    /** The client for a name; throws IllegalArgumentException when that is none. */
    synchronized HttpClient of(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        HttpClient client = clients.get(name);
        if (client == null) {
            client = make(name);
            clients.put(name, client);
            if (clients.size() > MOST) {
                Map.Entry<String, HttpClient> eldest = clients.firstEntry();
                clients.remove(eldest.getKey());
                eldest.getValue().shutdown(); // what is under way ends as it would have
            }
        }
        return client;
    }

    private HttpClient make(String name) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, new SecureRandom());
            SSLParameters parameters = context.getDefaultSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            return usual.get().sslContext(context).sslParameters(parameters).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
    }
}
