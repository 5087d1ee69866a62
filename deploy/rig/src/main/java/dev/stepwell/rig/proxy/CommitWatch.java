package dev.stepwell.rig.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Recognises COMMITs in PostgreSQL's protocol (version 3, extended query). A driver prepares COMMIT under a name and from then on says only
 * the name, so names are remembered. Pieces of the stream are joined into messages here; what is no PostgreSQL is harmless.
 */
final class CommitWatch {
    private static final byte[] DONE = "C\0\0\0\13COMMIT\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONGEST = 1 << 26;
    private static final int HEAD = 5;

    private final Set<String> names = new HashSet<>();
    private byte[] rest = new byte[0];
    private byte[] tail = new byte[0];
    private boolean greeted;

    /** Whether a client's bytes, with those before them, complete the request of a COMMIT. */
    boolean asks(byte[] piece, int n) {
        byte[] all = joined(rest, piece, n);
        int at = greeted ? 0 : greeting(all);
        boolean commit = false;
        while (greeted && all.length - at >= HEAD) {
            int length = number(all, at + 1);
            if (length < Integer.BYTES || length > LONGEST) {
                at = all.length; // not the protocol we know
            } else if (all.length - at - 1 < length) {
                break;
            } else {
                commit |= isCommit(all[at], all, at + HEAD, at + 1 + length);
                at += 1 + length;
            }
        }
        rest = Arrays.copyOfRange(all, at, all.length);
        return commit;
    }

    /** Whether a server's bytes, with those before them, say that a COMMIT is done. */
    boolean answers(byte[] piece, int n) {
        byte[] all = joined(tail, piece, n);
        tail = Arrays.copyOfRange(all, Math.max(0, all.length - DONE.length + 1), all.length);
        for (int i = 0; i + DONE.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + DONE.length, DONE, 0, DONE.length)) {
                return true;
            }
        }
        return false;
    }

    /** The first message has no type before its length; returns where it ends. */
    private int greeting(byte[] all) {
        if (all.length < Integer.BYTES || all.length < number(all, 0)) {
            return 0;
        }
        greeted = true;
        return Math.max(0, Math.min(all.length, number(all, 0)));
    }

    private boolean isCommit(byte type, byte[] all, int from, int to) {
        return switch (type) {
            case 'Q' -> text(all, from, to).equalsIgnoreCase("COMMIT");
            case 'P' -> {
                String name = text(all, from, to);
                String query = text(all, from + name.length() + 1, to);
                if (query.equalsIgnoreCase("COMMIT")) {
                    names.add(name);
                } else {
                    names.remove(name);
                }
                yield false;
            }
            case 'B' -> {
                String portal = text(all, from, to);
                yield names.contains(text(all, from + portal.length() + 1, to));
            }
            default -> false;
        };
    }

    private static byte[] joined(byte[] before, byte[] piece, int n) {
        byte[] all = Arrays.copyOf(before, before.length + n);
        System.arraycopy(piece, 0, all, before.length, n);
        return all;
    }

    private static int number(byte[] all, int at) {
        return (all[at] & 0xff) << 24 | (all[at + 1] & 0xff) << 16 | (all[at + 2] & 0xff) << 8 | all[at + 3] & 0xff;
    }

    private static String text(byte[] all, int from, int to) {
        int end = from;
        while (end < to && all[end] != 0) {
            end++;
        }
        return new String(all, Math.min(from, to), Math.max(0, end - from), StandardCharsets.ISO_8859_1);
    }
}
