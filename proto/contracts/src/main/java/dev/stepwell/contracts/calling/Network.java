package dev.stepwell.contracts.calling;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses, written {@code 10.0.0.0/8} or {@code ::1/128}. */
public record Network(byte[] prefix, int bits) {
    /** Reads the notation; throws {@link IllegalArgumentException} when it is none. */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > bytes.length * 8) {
                throw new IllegalArgumentException("not a network: " + text);
            }
            return new Network(bytes, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a network: " + text, e);
        }
    }

    /** Whether the address lies in it. */
    public boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int i = 0; i < bits; i += 8) {
            int mask = bits - i >= 8 ? 0xFF : 0xFF << (8 - (bits - i));
            if (((address[i / 8] ^ prefix[i / 8]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }
}
