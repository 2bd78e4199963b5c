/** An open socket, as `@connections` sees it. */
export interface Connection {
  readonly id: string;
  readonly connectedAt: Date;
  readonly lastActiveAt: () => Date;
  readonly identity: { readonly sourceIp: string; readonly userAgent: string };
  /** Hands text to the socket. `full`: the client has too much to read already. */
  post(text: string): 'posted' | 'full' | 'gone';
  close(code: number, reason: string): void;
}

/** How much was posted to one connection: counts and bytes, never texts. */
export interface PostRecord {
  readonly posts: number;
  readonly bytes: number;
  readonly refused: number;
}

/** All open sockets, and what was posted to them. */
export interface Connections {
  add(connection: Connection): void;
  /** From here on a post finds nobody, though the closing may still take a moment. */
  remove(id: string): void;
  find(id: string): Connection | undefined;
  all(): readonly Connection[];
  countPost(id: string, bytes: number): void;
  countRefusal(id: string): void;
  /** By connection id, of closed ones and of ids that never were as well. The oldest are forgotten. */
  readonly posts: ReadonlyMap<string, PostRecord>;
}

/** Records that are kept. */
const RECORDS_MAX = 10_000;

export function createConnections(): Connections {
  const open = new Map<string, Connection>();
  const posts = new Map<string, PostRecord>();

  const count = (id: string, change: PostRecord) => {
    const known = posts.get(id) ?? { posts: 0, bytes: 0, refused: 0 };
    posts.set(id, {
      posts: known.posts + change.posts,
      bytes: known.bytes + change.bytes,
      refused: known.refused + change.refused,
    });
    const [oldest] = posts.keys();
    if (posts.size > RECORDS_MAX && oldest !== undefined) posts.delete(oldest);
  };
  return {
    add: connection => void open.set(connection.id, connection),
    remove: id => void open.delete(id),
    find: id => open.get(id),
    all: () => [...open.values()],
    countPost: (id, bytes) => count(id, { posts: 1, bytes, refused: 0 }),
    countRefusal: id => count(id, { posts: 0, bytes: 0, refused: 1 }),
    posts,
  };
}
