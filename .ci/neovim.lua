-- Types into a second Neovim as a person would; `.ci/neovim` makes the documents and runs this in their folder.
-- Every step waits for what must be seen, and fails with what is there instead.
local masthead = assert(vim.env.MASTHEAD, "MASTHEAD names the program")

local command = { vim.v.progpath, "--clean", "--headless", "--embed", "-n" }
local editor = vim.fn.jobstart(command, { rpc = true })
assert(editor > 0, "a second Neovim starts")

local function ask(method, ...) return vim.rpcrequest(editor, method, ...) end

-- Runs Lua in the editor and gives what it returns.
local function lua(code, ...) return ask("nvim_exec_lua", code, { ... }) end

local function type_keys(keys) ask("nvim_input", keys) end

local function lines() return ask("nvim_buf_get_lines", 0, 0, -1, false) end

local function findings()
  return lua([[
    return vim.iter(vim.diagnostic.get(0)):map(function(finding)
      return ("%s %d:%d"):format(finding.code, finding.lnum + 1, finding.col)
    end):totable()
  ]])
end

local function wait_for(what, is_there)
  if not vim.wait(20000, is_there, 50) then
    local there = { text = lines(), findings = findings(), mode = ask("nvim_get_mode"), said = ask("nvim_exec2", "messages", { output = true }).output }
    error("not seen within 20 seconds: " .. what .. "\n" .. vim.inspect(there), 0)
  end
end

local function expect_line(number, wanted)
  wait_for(("line %d is `%s`"):format(number, wanted), function() return lines()[number] == wanted end)
end

local function expect_finding(wanted)
  wait_for(wanted, function() return vim.tbl_contains(findings(), wanted) end)
end

local function expect_no_finding(rule)
  wait_for("no " .. rule, function()
    return not vim.iter(findings()):any(function(found) return vim.startswith(found, rule) end)
  end)
end

local function expect_menu(word)
  wait_for("a menu with " .. word, function()
    return lua([[
      local word = ...
      local items = vim.fn.pumvisible() == 1 and vim.fn.complete_info({ "items" }).items or {}
      return vim.iter(items):any(function(item) return item.abbr == word end)
    ]], word)
  end)
end

local function run()
  -- The block of docs/editors.md, as it stands there, but for the program's name.
  lua([[
    dofile("masthead.lua")
    vim.lsp.config("masthead", { cmd = { ..., "server" } })
    vim.o.completeopt = "menuone,noselect"
    vim.cmd.edit("a.md")
  ]], masthead)
  wait_for("masthead is attached", function()
    return lua([[return #vim.lsp.get_clients({ bufnr = 0, name = "masthead" })]]) == 1
  end)

  -- Findings, also after letters that take several bytes.
  expect_finding("schema/required 1:0")
  expect_finding("date/impossible 3:19")
  expect_finding("wikilink/unquoted 5:4")

  -- A field is completed with the shape that the schema wants.
  type_keys("2Goarch<C-x><C-o>")
  expect_menu("archive")
  type_keys("<C-n><C-y>")
  expect_line(3, "archive: ")
  type_keys("<Esc>dd")
  expect_line(3, "published: 2022-02-30")

  -- A keyword of other documents is completed as soon as the brackets are typed, and gets the quotes that it lacks.
  type_keys("4Go  - [")
  expect_menu("[[Южная Осетия]]")
  type_keys("[Юж<C-x><C-o>")
  expect_menu("[[Южная Осетия]]")
  type_keys("<C-n><C-y><Esc>")
  expect_line(5, '  - "[[Южная Осетия]]"')

  -- A finding is repaired by its action.
  type_keys("6G4l")
  lua([[vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })]])
  expect_line(6, "  - '[[Я😀]]'")
  expect_no_finding("wikilink/unquoted")

  -- All safe repairs at once, as on save.
  type_keys("6Go<C-u>language: RU<Esc>")
  expect_finding("language/canonical 7:10")
  lua([[vim.lsp.buf.code_action({ apply = true, context = { diagnostics = {}, only = { "source.fixAll" } } })]])
  expect_line(7, "language: ru")

  -- A keyword is renamed here and in a document that is not open.
  type_keys("5G08l")
  lua([[vim.lsp.buf.rename("Южная Осетия и Алания")]])
  expect_line(5, '  - "[[Южная Осетия и Алания]]"')
  wait_for("the keyword renamed in b.md", function()
    lua([[vim.cmd("silent! wall")]])
    return vim.fn.readfile("b.md")[4] == '  - "[[Южная Осетия и Алания]]" # южнее'
  end)

  -- A configuration that is changed by another program shows in what is open.
  vim.fn.writefile({}, "masthead.toml")
  expect_no_finding("schema/required")

  lua([[vim.lsp.stop_client(vim.lsp.get_clients())]])
  wait_for("the server has ended", function() return lua([[return #vim.lsp.get_clients()]]) == 0 end)
end

local is_well, why = xpcall(run, function(why) return debug.traceback(why, 2) end)
vim.fn.jobstop(editor)
if not is_well then
  io.stderr:write("FAILED: ", why, "\n")
  vim.cmd("cquit 1")
end
io.stdout:write("Neovim ", tostring(vim.version()), " shows, completes, repairs and renames\n")
