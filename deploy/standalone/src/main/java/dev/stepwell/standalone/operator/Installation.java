package dev.stepwell.standalone.operator;

import dev.stepwell.standalone.UsageException;
import dev.stepwell.standalone.folder.CredentialsFile;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The installation that is talked to, with the operator's key. */
final class Installation implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Map<String, String> notes;
    private final ManagedChannel connection;
    private final Channel channel;

    private Installation(Map<String, String> notes, ManagedChannel connection, String key) {
        this.notes = notes;
        this.connection = connection;
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + key);
        this.channel = ClientInterceptors.intercept(connection, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /**
     * Finds it by the notes of a data folder, or where the options say. Throws {@link UsageException} when they say too little.
     *
     * @param words the options {@code --data}, {@code --grpc} and {@code --operator-key}
     */
    static Installation of(Words words) throws IOException {
        Path data = Path.of(words.option("--data").orElse(".stepwell"));
        Map<String, String> notes = new CredentialsFile(data).read();
        String address = words.option("--grpc")
                .or(() -> Optional.ofNullable(notes.get("STEPWELL_GRPC")))
                .orElseThrow(() -> new UsageException("no server is noted in " + data
                        + ": name the data folder of a gateway by --data, or its address by --grpc HOST:PORT"));
        Path keyFile = words.option("--operator-key").map(Path::of).orElse(data.resolve(OperatorKeyFile.NAME));
        String key = OperatorKeyFile.read(keyFile)
                .or(() -> Optional.ofNullable(notes.get("STEPWELL_OPERATOR_KEY")))
                .orElseThrow(() -> new UsageException("there is no operator's key in " + keyFile
                        + ": it lies with the process that was started first; name it by --operator-key FILE"));
        return new Installation(notes, connection(address, notes, words.option("--ca")), key);
    }

    /** Encrypted where the notes say so, or where an authority is named. */
    private static ManagedChannel connection(String address, Map<String, String> notes, Optional<String> authority)
            throws IOException {
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget(address);
        if (authority.isPresent()) {
            builder.sslContext(GrpcSslContexts.forClient()
                    .trustManager(Path.of(authority.get()).toFile())
                    .build());
        } else if (!"true".equals(notes.get("STEPWELL_TLS"))) {
            builder.usePlaintext();
        }
        return builder.build();
    }

    /** Where to send questions. */
    Channel channel() {
        return channel;
    }

    /** What a client has to know beside its keys, if it is noted. */
    Map<String, String> notes() {
        return notes;
    }

    @Override
    public void close() {
        connection.shutdownNow();
        try {
            connection.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
