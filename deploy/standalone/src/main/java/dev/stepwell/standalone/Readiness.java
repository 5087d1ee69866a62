package dev.stepwell.standalone;

import dev.stepwell.gateway.tls.ServerCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Asks the process from outside whether it is ready: as a client would, through its ports. */
final class Readiness {
    private static final int TIMEOUT_MS = 10_000;

    private Readiness() {}

    /** Asks for health; throws unless it is UP, with the answer. By TLS only who shows that very certificate is believed. */
    static void health(InetSocketAddress http, Optional<ServerCertificate> certificate) throws IOException {
        try (Socket plain = connected(http);
                Socket socket = certificate.isPresent() ? secured(plain, certificate.get()) : plain) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200 ") && !answer.startsWith("HTTP/1.0 200 ")) {
                throw new IOException("not healthy: " + answer.substring(answer.indexOf("\r\n\r\n") + 4));
            }
        }
    }

    /** Throws unless something listens there. */
    static void listening(InetSocketAddress port) throws IOException {
        connected(port).close();
    }

    private static Socket secured(Socket plain, ServerCertificate certificate) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OwnCertificate(certificate)}, null);
            return context.getSocketFactory()
                    .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be spoken here: " + e.getMessage(), e);
        }
    }

    /** Believes this process alone, whatever name its certificate is for. */
    private static final class OwnCertificate extends X509ExtendedTrustManager {
        private final ServerCertificate certificate;

        OwnCertificate(ServerCertificate certificate) {
            this.certificate = certificate;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (!certificate.isShown(chain[0])) {
                throw new CertificateException("another server answers there");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("nobody is served here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("nobody is served here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("nobody is served here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(to, TIMEOUT_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException("nothing answers at " + to + ": " + e.getMessage(), e);
        }
    }
}
